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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi ingest}: stores capture files through the whole pipeline, once. */
@Command(
        name = "ingest",
        description = "Processes capture files through the whole pipeline, then compares the counts of all stages "
                + "and prints the result.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    private static final Set<Stage> PARTS = EnumSet.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);

    private static final String STOPPED = "Stopped before the end. The next start stores what has reached Kafka. If "
            + "you ingest the same file again, Wadi stores that part twice";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "pcap or pcapng files or pipes, compressed (gzip, zstd, lz4) or not. - means standard input.")
    private List<Path> files;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "STAGE",
            description = "Run only these stages: store-traffic (one row per packet) or store-flows. Default: both; "
                    + "with --at flows, only store-flows. capture publishes to Kafka and stores nothing, for stores "
                    + "that run elsewhere.")
    private List<String> only;

    @Mixin
    private AtOption at;

    @Mixin
    private PartialOption partial;

    @Option(names = "--json", description = "Print the totals and the duration as one JSON object.")
    private boolean json;

    @Mixin
    private ServerOptions serverOptions;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Set<Stage> stores = stores(at.apply(settings));
        List<Path> readable = readable();
        StopSignal stop = new StopSignal(common);
        EmbeddedServers servers = serverOptions.start(settings);
        try {
            IngestReport report =
                    new Ingest(settings, CommonOptions.dataFolder(settings), stores).run(readable, progress(stop));
            Verdict verdict = new Verdict(report, files.size() - readable.size(), partial.isAllowed());
            if (json) {
                common.print(IngestTotals.of(report, verdict).toJson());
            } else {
                print(report, verdict);
            }
            return verdict.exitStatus();
        } catch (Exception e) {
            if (stop.came()) {
                // Clears the interrupt, so that the servers can stop in order.
                Thread.interrupted();
                throw new CommandException(STOPPED, stop.status());
            }
            throw e;
        } finally {
            ServerOptions.close(servers);
        }
    }

    private ProgressBar progress(StopSignal stop) {
        return new ProgressBar(common.err(), System.console() != null, () -> {
            if (files.stream().noneMatch(CaptureFiles::isReadOnce)) {
                stop.startedWorking();
            } else {
                stop.startedReadingInput(() ->
                        common.say("wadi: the input is read until its end and stored; press Ctrl-C again to stop"));
            }
        });
    }

    private Set<Stage> stores(CaptureAt captureAt) {
        if (only == null) {
            return captureAt == CaptureAt.FLOWS
                    ? EnumSet.of(Stage.STORE_FLOWS)
                    : EnumSet.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);
        }
        Set<Stage> stores = StageOptions.parse(only, common);
        if (captureAt == CaptureAt.FLOWS && stores.contains(Stage.STORE_TRAFFIC)) {
            throw common.misuse(
                    "With --at flows no packet reaches Kafka, and store-traffic has nothing to store: remove it from "
                            + "--only, or use --at packets");
        }
        if (!PARTS.containsAll(stores)) {
            throw common.misuse("ingest accepts only capture, store-traffic and store-flows in --only");
        }
        stores.remove(Stage.CAPTURE);
        return stores;
    }

    /** Checks all files before anything is stored, so that one bad file does not leave the run incomplete. */
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
                common.say("wadi: " + e.getMessage() + "; the file is skipped");
            }
        }
        if (readable.isEmpty()) {
            throw new CommandException("None of the captures can be read");
        }
        return readable;
    }

    private void print(IngestReport report, Verdict verdict) {
        PrintWriter out = common.out();
        for (CaptureReport each : report.captures()) {
            out.println(each.source().name());
            if (each.source().problem() != null) {
                out.println("  note: " + each.source().problem());
            }
            out.println("  " + Reconciliation.captured(each.source()));
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
