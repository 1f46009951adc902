package io.wadi.deploy;

import io.wadi.failure.FatalError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Checks route files: YAML, the structure of the DSL, every endpoint option, references to beans, settings and route
 * configurations, ids, and finally a dry start. The check consumes, sends and deploys nothing. It creates the beans
 * of the file and discards them. It ends with an error if creating them takes too long, for example because one
 * waits for a server. Used by one thread.
 */
public final class RouteFileCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Surroundings surroundings;
    private final Duration patience;
    private final CamelParts parts = new CamelParts();

    /** Creates a check of files that will run in these surroundings. */
    public RouteFileCheck(Surroundings surroundings) {
        this(surroundings, PATIENCE);
    }

    RouteFileCheck(Surroundings surroundings, Duration patience) {
        this.surroundings = surroundings;
        this.patience = patience;
    }

    /**
     * Checks a file; this takes at most a minute.
     *
     * @param others what other files define, which this file must not define again
     */
    public CheckedFile check(RouteFile file, List<Names> others) {
        FutureTask<CheckedFile> check = new FutureTask<>(() -> checkAtLeisure(file, others));
        Thread thread = new Thread(check, "check of " + file.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return check.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            check.cancel(true);
            return refused(
                    file,
                    "creating its beans and endpoints did not finish within " + patience.toSeconds() + " s",
                    Retry.WHEN_WRITTEN);
        } catch (ExecutionException e) {
            FatalError.endProcessOn(e.getCause());
            return refused(file, "the file cannot be checked: " + e.getCause(), Retry.WITH_OTHERS);
        } catch (InterruptedException e) {
            check.cancel(true);
            Thread.currentThread().interrupt();
            return refused(file, "the check was stopped", Retry.WITH_OTHERS);
        }
    }

    /** Explains in the words of a check why a file that was not checked cannot be loaded or started. */
    public List<RouteProblem> explain(RouteFile file, Throwable failure) {
        RouteProblems findings = new RouteProblems(file.name());
        outline(file, findings).ifPresent(outline -> refuse(failure, outline, StepLines.UNKNOWN, findings));
        return hideSecrets(file, findings.list());
    }

    private static CheckedFile refused(RouteFile file, String reason, Retry retry) {
        RouteProblems findings = new RouteProblems(file.name());
        findings.add(0, reason);
        return new CheckedFile(file, Names.none(file.name()), findings.list(), List.of(), retry);
    }

    private CheckedFile checkAtLeisure(RouteFile file, List<Names> others) {
        RouteProblems findings = new RouteProblems(file.name());
        RouteProblems warnings = new RouteProblems(file.name());
        Optional<YamlOutline> outline = outline(file, findings);
        Names names = outline.map(read -> check(file, read, others, findings, warnings))
                .orElseGet(() -> Names.none(file.name()));
        ShippedCopy.outdated(file, names.routes())
                .ifPresent(outdated -> warnings.add(outdated.line(), outdated.reason()));
        return new CheckedFile(
                file,
                names,
                hideSecrets(file, findings.list()),
                hideSecrets(file, warnings.list()),
                findings.isAway() ? Retry.SOON : Retry.WITH_OTHERS);
    }

    /** Messages on a file show its placeholders instead of the secrets that they stand for. */
    List<RouteProblem> hideSecrets(RouteFile file, List<RouteProblem> problems) {
        return HiddenSecrets.in(file, surroundings.properties()).hide(problems);
    }

    private static Optional<YamlOutline> outline(RouteFile file, RouteProblems findings) {
        try {
            return Optional.of(new OutlineReader().read(file));
        } catch (MisplacedException e) {
            findings.add(e.line(), e.getMessage());
        } catch (MarkedYamlEngineException e) {
            // What is open at the end is missed behind the last line.
            int lines = Math.max(1, (int) file.text().lines().count());
            int line = Math.min(line(e), lines);
            findings.add(line, "this is not valid YAML: " + e.getProblem() + MissingQuotes.advice(file.text(), line));
        } catch (YamlEngineException e) {
            findings.add(0, "this is not valid YAML: " + e.getMessage());
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            findings.add(0, "the file cannot be parsed: " + e);
        }
        return Optional.empty();
    }

    /** Returns what the file defines. */
    private Names check(
            RouteFile file, YamlOutline outline, List<Names> others, RouteProblems findings, RouteProblems warnings) {
        try (ScratchContext scratch =
                new ScratchContext(surroundings, Names.of(file.name(), outline).beans())) {
            new ReferenceCheck(surroundings, scratch::resolve, findings)
                    .check(outline, others, scratch.configurations());
            new StepPlaces(findings).check(outline);
            new WadisPlaces(scratch::resolve, findings).check(outline);
            new OptionCheck(parts, scratch::resolve, findings).check(outline);
            new ValueCheck(parts.catalog(), scratch::resolve, findings).check(outline);
            YamlOutline resolved = outline.resolved(scratch::resolve);
            if (findings.isEmpty()) {
                dryStart(file, scratch, outline, findings, warnings);
                new LimitCheck(scratch::resolve, findings).check(outline);
                new CaptureCheck(scratch::resolve, findings, warnings).check(outline);
                new StatementCheck(scratch::resolve, scratch::exists, findings, warnings).check(outline);
                new ConsumerCheck(scratch::resolve, warnings).check(file, outline);
                new LoopCheck(scratch::resolve, warnings).check(outline);
                new EvaluationCheck(findings, warnings).check(outline);
                new QueryCheck(parts.catalog(), scratch::resolve, warnings).check(outline);
                new GroupCheck(others, warnings).check(resolved);
                new PublishCheck(others, surroundings.shipped().elsewhere(), scratch::resolve, warnings)
                        .check(resolved);
                new CommitCheck(findings, warnings).check(resolved);
            } else {
                structure(file, scratch, outline, findings);
            }
            return Names.of(file.name(), resolved);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            refuse(e, outline, StepLines.UNKNOWN, findings);
            return Names.of(file.name(), outline);
        }
    }

    private static void dryStart(
            RouteFile file,
            ScratchContext scratch,
            YamlOutline outline,
            RouteProblems findings,
            RouteProblems warnings) {
        try {
            scratch.dryStart(file, outline);
            scratch.checkStart(outline, findings, warnings);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            refuse(e, outline, scratch.steps(), findings);
        }
    }

    /** Rather by what does not fit the schema than by Camel's message on its consequence. */
    private static void refuse(Throwable e, YamlOutline outline, StepLines steps, RouteProblems findings) {
        if (StartFailure.isStructural(e) || !MisfitValues.report(outline, findings)) {
            StartFailure failure = StartFailure.of(e, outline, steps);
            if (failure.reason().equals(FrameworkReason.INCOMPLETE) && !findings.isEmpty()) {
                return;
            }
            findings.add(failure.line(), failure.reason());
            if (ServerAway.isCause(e)) {
                findings.serverIsAway();
            }
        }
    }

    /** Checks the structure without a dry start, which would only repeat earlier errors. */
    private static void structure(RouteFile file, ScratchContext scratch, YamlOutline outline, RouteProblems findings) {
        try {
            scratch.parse(file);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            if (StartFailure.isStructural(e)) {
                StartFailure failure = StartFailure.of(e, outline, StepLines.UNKNOWN);
                findings.addOnce(failure.line(), failure.reason());
            }
        }
    }

    static int line(MarkedYamlEngineException e) {
        return e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
