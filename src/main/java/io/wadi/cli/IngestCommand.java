package io.wadi.cli;

import io.wadi.embedded.EmbeddedServers;
import io.wadi.ingest.CaptureReport;
import io.wadi.ingest.Ingest;
import io.wadi.ingest.IngestReport;
import io.wadi.ingest.IngestTotals;
import io.wadi.ingest.Verdict;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureFiles;
import io.wadi.pipeline.Stage;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wadi ingest}: capture files through the whole pipeline, once. */
@Command(
        name = "ingest",
        description = "Takes capture files through the whole pipeline and prints how the counts add up.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    private static final Set<Stage> PARTS = EnumSet.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);

    private static final String STOPPED = "Stopped before the end. What has reached Kafka is stored by the next start;"
            + " the same file ingested again stores that part a second time";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "pcap or pcapng files or pipes, gzipped or not; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "STAGE",
            description =
                    "Store by these alone: store-traffic (one row a packet) or store-flows; both by default, and"
                            + " store-flows alone with --at flows. capture: only publish to Kafka, for stores that run elsewhere.")
    private List<String> only;

    @Mixin
    private AtOption at;

    @Mixin
    private PartialOption partial;

    @Option(names = "--json", description = "Print the totals as one JSON object, with the time that it took.")
    private boolean json;

    @Mixin
    private ServerOptions serverOptions;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        common.logging(false);
        Settings settings = common.settings();
        Set<Stage> stores = stores(at.apply(settings));
        List<Path> readable = readable();
        StopSignal stop = new StopSignal(spec);
        EmbeddedServers servers = serverOptions.start(settings);
        try {
            IngestReport report =
                    new Ingest(settings, CommonOptions.dataFolder(settings), stores).run(readable, progress(stop));
            Verdict verdict = new Verdict(report, files.size() - readable.size(), partial.isAllowed());
            if (json) {
                spec.commandLine()
                        .getOut()
                        .println(IngestTotals.of(report, verdict).toJson());
                spec.commandLine().getOut().flush();
            } else {
                print(report, verdict);
            }
            return verdict.exitStatus();
        } catch (Exception e) {
            if (stop.came()) {
                // The servers are still to end in order.
                Thread.interrupted();
                throw new CommandException(STOPPED, stop.status());
            }
            throw e;
        } finally {
            ServerOptions.close(servers);
        }
    }

    private ProgressBar progress(StopSignal stop) {
        return new ProgressBar(spec.commandLine().getErr(), System.console() != null, () -> {
            if (files.stream().noneMatch(CaptureFiles::isReadOnce)) {
                stop.startedWorking();
            } else {
                stop.startedReadingInput(() -> spec.commandLine()
                        .getErr()
                        .println("wadi: storing what the input brings until it ends; Ctrl-C again stops"));
            }
        });
    }

    private Set<Stage> stores(CaptureAt captureAt) {
        if (only == null) {
            return captureAt == CaptureAt.FLOWS
                    ? EnumSet.of(Stage.STORE_FLOWS)
                    : EnumSet.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);
        }
        Set<Stage> stores = StageOptions.parse(only, spec);
        if (captureAt == CaptureAt.FLOWS && stores.contains(Stage.STORE_TRAFFIC)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "With --at flows no packet reaches Kafka, so that store-traffic has nothing to store: leave it out of"
                            + " --only, or ingest --at packets");
        }
        if (!PARTS.containsAll(stores)) {
            throw new ParameterException(
                    spec.commandLine(), "ingest takes --only capture, store-traffic or store-flows, and ends");
        }
        stores.remove(Stage.CAPTURE);
        return stores;
    }

    /** Looks before anything is written: one file that is none would leave the rest half done. */
    private List<Path> readable() throws CaptureException {
        List<Path> readable = new ArrayList<>();
        for (Path file : files) {
            try {
                CaptureFiles.check(file);
                readable.add(file);
            } catch (CaptureException e) {
                if (!partial.isAllowed()) {
                    throw e;
                }
                spec.commandLine().getErr().println("wadi: " + e.getMessage() + "; it is left out");
            }
        }
        if (readable.isEmpty()) {
            throw new CommandException("None of the captures can be read");
        }
        return readable;
    }

    private void print(IngestReport report, Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        for (CaptureReport each : report.captures()) {
            out.println(each.source().name());
            if (each.source().problem() != null) {
                out.println("  note: " + each.source().problem());
            }
            out.println("  " + Reconciliation.captured(each.source().counters()));
            out.println("  " + Reconciliation.stored(each));
        }
        out.println("total of " + verdict.captures() + (verdict.captures() == 1 ? " capture" : " captures"));
        out.println("  " + Reconciliation.captured(report.total()));
        out.println("  " + Reconciliation.stored(report));
        if (report.topic() != null) {
            out.println("  " + Reconciliation.held(report.topic()));
        }
        out.println(verdict.sentence());
        out.flush();
    }
}
