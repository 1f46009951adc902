package io.wadi.deploy;

import io.wadi.failure.FatalError;
import io.wadi.failure.FileReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployed and the refused files, and the steps between these states. One thread at a time changes it, any thread
 * may read it.
 */
final class Deployments {

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final RouteFileCheck check;
    private final RouteSwap swap;
    private final AbsentRoutes absent;
    private final StartNeeds needs;
    private final Set<String> elsewhere;
    private final AuditLog audit = new AuditLog();
    private final Map<Path, Deployment> deployed = new ConcurrentSkipListMap<>();
    private final OutdatedPolicies outdated = new OutdatedPolicies();
    private final Refusals refused = new Refusals(audit);

    Deployments(RouteFileCheck check, RouteSwap swap, TopicCheck topics, Set<String> elsewhere) {
        this.check = check;
        this.swap = swap;
        absent = new AbsentRoutes(swap);
        needs = new StartNeeds(topics, swap::resolve);
        this.elsewhere = elsewhere;
    }

    /** The deployed files. */
    Collection<Deployment> deployed() {
        return Collections.unmodifiableCollection(deployed.values());
    }

    /** The refused files; of some of them an older version runs. */
    Collection<Refusal> refused() {
        return refused.all();
    }

    /**
     * Called before the context starts: removes the shipped routes that a valid file replaces, so that they never run.
     */
    void standAside(List<Path> files) {
        for (CheckedFile checked : new FolderCheck(check).together(FolderCheck.readable(files))) {
            if (checked.findings().isEmpty() && !isElsewhere(checked.names())) {
                absent.standAside(checked.names().routes());
            }
        }
    }

    /** Deploys, removes and retries files after a change of the folder. */
    void apply(RouteFolder.Changes changes) {
        boolean changed = makeWay(changes.written());
        for (Path path : sendersFirst(changes.written())) {
            changed |= consider(path, changes.gone());
        }
        stopTogether(changes.gone());
        for (Path path : changes.gone()) {
            refused.remove(path);
            changed |= remove(path);
        }
        boolean isRight = retry(refused.due(changes.written(), changed));
        while (isRight) {
            isRight = retry(refused.due(List.of(), true));
        }
        outdated.list().stream().filter(path -> !refused.contains(path)).forEach(path -> consider(path, List.of()));
        absent.retry();
        refused.log();
    }

    /** Whether one of them is right now, so that others may be. */
    private boolean retry(List<Path> files) {
        boolean isRight = false;
        for (Path file : files) {
            isRight |= consider(file, List.of());
        }
        return isRight;
    }

    /** Removes the old versions of files whose contents were swapped, if all new versions are right. */
    private boolean makeWay(List<Path> files) {
        Map<Path, Names> versions = new HashMap<>();
        files.stream()
                .filter(deployed::containsKey)
                .forEach(file -> versions.put(file, deployed.get(file).names()));
        Map<Path, Names> swapped = versions.size() < 2
                ? Map.of()
                : SwappedFiles.among(versions, SwappedFiles.read(versions.keySet(), swap::resolve));
        if (swapped.isEmpty() || !swapped.keySet().stream().allMatch(file -> isRight(file, swapped))) {
            return false;
        }
        stopTogether(swapped.keySet());
        swapped.keySet().forEach(this::remove);
        return true;
    }

    /** Whether a file can be deployed once all these have their new versions. */
    private boolean isRight(Path file, Map<Path, Names> swapped) {
        List<Names> others = new ArrayList<>(others(file, swapped.keySet()));
        swapped.forEach((other, names) -> others.addAll(other.equals(file) ? List.of() : List.of(names)));
        try {
            return check.check(RouteFile.read(file), others).findings().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** So that the groups that a replaced route completes reach the old version of their target. */
    private List<Path> sendersFirst(List<Path> files) {
        List<String> order = chained();
        return files.stream()
                .sorted(Comparator.comparingInt(file -> routes(file).stream()
                        .mapToInt(order::indexOf)
                        .filter(place -> place >= 0)
                        .min()
                        .orElse(-1)))
                .toList();
    }

    /** The deployed routes that send to each other, each before its targets. */
    List<String> chained() {
        return swap.chained(deployed.keySet().stream()
                .flatMap(file -> routes(file).stream())
                .toList());
    }

    private Set<String> routes(Path file) {
        Deployment deployment = deployed.get(file);
        return deployment == null ? Set.of() : deployment.names().routes();
    }

    /** Stops the routes of deleted files in the order of all of them, not file by file. */
    private void stopTogether(Collection<Path> gone) {
        Set<String> routes = new HashSet<>();
        gone.forEach(file -> routes.addAll(routes(file)));
        deployed.keySet().stream().filter(file -> !gone.contains(file)).forEach(file -> routes.removeAll(routes(file)));
        try {
            swap.remove(routes);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.debug("{} cannot be stopped together; each file reports its own", routes, e);
        }
    }

    private boolean consider(Path path, Collection<Path> gone) {
        CheckedFile checked;
        try {
            checked = check.check(RouteFile.read(path), others(path, gone));
        } catch (IOException e) {
            RouteProblem finding =
                    new RouteProblem(path.getFileName().toString(), 0, "cannot be read: " + FileReason.of(e));
            refused.add(Refusal.unread(path, finding));
            return false;
        }
        if (isElsewhere(checked.names())) {
            LOG.info("{} is ignored: it replaces a route that this process does not run", path);
            refused.remove(path);
            return remove(path);
        }
        if (!checked.findings().isEmpty()) {
            refused.add(Refusal.of(checked.file(), checked.findings(), checked.retry()));
            return false;
        }
        return deploy(checked);
    }

    private boolean isElsewhere(Names names) {
        return !Collections.disjoint(names.routes(), elsewhere);
    }

    private List<Names> others(Path path, Collection<Path> gone) {
        return deployed.values().stream()
                .filter(other -> !other.file().path().equals(path)
                        && !gone.contains(other.file().path()))
                .map(Deployment::names)
                .toList();
    }

    private boolean deploy(CheckedFile checked) {
        Path path = checked.file().path();
        Deployment old = deployed.get(path);
        if (old != null && old.file().sha256().equals(checked.file().sha256()) && !outdated.contains(path)) {
            refused.remove(path);
            return false;
        }
        List<RouteProblem> missing = needs.missing(checked.file());
        if (!missing.isEmpty()) {
            refused.add(Refusal.of(checked.file(), check.hideSecrets(checked.file(), missing), Retry.SOON));
            return false;
        }
        try {
            if (old != null) {
                swap.remove(old.names().routes());
                swap.forget(old.names());
            }
            swap.deploy(checked.file(), checked.names());
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.debug("{} did not start", path, e);
            putBack(checked, old, e);
            return false;
        }
        absent.restore(
                old == null
                        ? Set.of()
                        : old.names().without(List.of(checked.names())).routes());
        Deployment now = new Deployment(checked.file(), checked.names(), Instant.now());
        deployed.put(path, now);
        if (old != null) {
            outdated.changed(old.file(), old.names(), deployed.values());
        }
        outdated.changed(now.file(), now.names(), deployed.values());
        refused.remove(path);
        audit.deployed(now);
        audit.warned(checked);
        return true;
    }

    private void putBack(CheckedFile checked, Deployment old, Throwable failure) {
        RouteFile file = checked.file();
        StartFailure why = StartFailure.of(failure, checked);
        List<RouteProblem> findings = new ArrayList<>();
        findings.add(new RouteProblem(file.name(), why.line(), why.reason()).atStart());
        Set<String> vacant = new HashSet<>(checked.names().routes());
        boolean isBack = false;
        try {
            swap.remove(vacant);
            swap.forget(checked.names());
            if (old != null) {
                swap.deploy(old.file(), old.names());
                vacant.removeAll(old.names().routes());
                isBack = true;
            }
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            findings.add(new RouteProblem(
                    file.name(), 0, "and the previous version does not start again: " + e.getMessage()));
            vacant.addAll(routes(file.path()));
            giveUp(file.path());
        }
        absent.restore(vacant);
        boolean nothingRuns =
                !isBack && Collections.disjoint(swap.present(), checked.names().routes());
        refused.add(Refusal.of(file, check.hideSecrets(file, findings), nothingRuns ? Retry.SOON : Retry.WITH_OTHERS));
    }

    /** Of a version that does not start again nothing stays, or the shipped routes could not take its place. */
    private void giveUp(Path path) {
        Deployment old = deployed.remove(path);
        if (old == null) {
            return;
        }
        try {
            swap.remove(old.names().routes());
            swap.forget(old.names());
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.debug("{} cannot be removed", old.names(), e);
        }
        outdated.changed(old.file(), old.names(), deployed.values());
    }

    private boolean remove(Path path) {
        Deployment old = deployed.remove(path);
        if (old == null) {
            return false;
        }
        Names rest = old.names()
                .without(deployed.values().stream().map(Deployment::names).toList());
        try {
            swap.remove(rest.routes());
            swap.forget(rest);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.error("{} was deleted, but its routes cannot be stopped: {}", path, e.getMessage(), e);
        }
        absent.restore(rest.routes());
        outdated.changed(old.file(), old.names(), deployed.values());
        audit.removed(old);
        return true;
    }
}
