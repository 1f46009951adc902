package io.wadi.cli;

import io.wadi.embedded.EmbeddedServers;
import io.wadi.ingest.CaptureReport;
import io.wadi.ingest.CapturesVerdict;
import io.wadi.ingest.ExportsIngest;
import io.wadi.ingest.ExportsReport;
import io.wadi.ingest.ExportsTotals;
import io.wadi.ingest.ExportsVerdict;
import io.wadi.ingest.Ingest;
import io.wadi.ingest.IngestReport;
import io.wadi.ingest.IngestTotals;
import io.wadi.ingest.Verdict;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureFiles;
import io.wadi.pipeline.Stage;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.EmbeddedSettings;
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
                + "and prints the result. It uses the shipped routes only, not those of routes.d.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    private static final Set<Stage> PARTS = EnumSet.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);

    private static final String STOPPED = "Stopped before the end. The next start stores what has reached Kafka. If "
            + "you ingest the same file again, Wadi stores that part twice";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE or DIR",
            description = "pcap or pcapng files or pipes, compressed (gzip, zstd, lz4) or not. - means standard input. "
                    + "A folder means all captures in it and its subfolders.")
    private List<Path> paths;

    private List<Path> files;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "STAGE",
            description = "Run only these stages: store-traffic (one row per packet) or store-flows. Default: both; "
                    + "with --at flows, only store-flows. capture publishes to Kafka and stores nothing, for stores "
                    + "that run elsewhere.")
    private List<String> only;

    @Option(
            names = "--exports",
            description = "Store the flows of exporters (NetFlow, IPFIX, sFlow) whose datagrams are in the files. The "
                    + "clock of the capture counts as the time of arrival.")
    private boolean exports;

    @Option(
            names = "--ports",
            paramLabel = "PORT,…",
            description =
                    "With --exports: the UDP ports of the datagrams, for example 2055,6343. Default: datagrams are "
                            + "recognised by their first bytes.")
    private String ports;

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
        Set<Stage> stores = exports ? storesOfExports() : stores(at.apply(settings));
        List<Path> readable = readable();
        StopSignal stop = new StopSignal(common);
        EmbeddedServers servers = serverOptions.start(settings);
        try {
            int status = exports
                    ? ingestExports(settings, stores, readable, stop)
                    : ingest(settings, stores, readable, stop);
            if (serverOptions.embedded() && !json) {
                common.say(
                        "wadi: to see what is stored: ./wadi run --embedded --only api (the dashboard alone, without a"
                                + " capture), or ./wadi report --embedded");
            }
            return status;
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

    private int ingest(Settings settings, Set<Stage> stores, List<Path> readable, StopSignal stop) throws Exception {
        IngestReport report =
                new Ingest(settings, EmbeddedSettings.dataFolder(settings), stores).run(readable, progress(stop));
        Verdict verdict = new CapturesVerdict(report, files.size() - readable.size(), partial.isAllowed());
        if (json) {
            common.print(IngestTotals.of(report, verdict).toJson());
        } else {
            print(report, verdict);
        }
        return verdict.exitStatus();
    }

    private int ingestExports(Settings settings, Set<Stage> stores, List<Path> readable, StopSignal stop)
            throws Exception {
        ExportsReport report = new ExportsIngest(settings, EmbeddedSettings.dataFolder(settings), stores)
                .run(readable, ports == null ? "" : ports, progress(stop));
        ExportsVerdict verdict = new ExportsVerdict(report, files.size() - readable.size(), partial.isAllowed());
        if (json) {
            common.print(ExportsTotals.of(report, verdict).toJson());
        } else {
            ExportsReconciliation.print(report, verdict, common.out());
        }
        return verdict.exitStatus();
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

    /** Flows of exporters go to store-flows only; with collect alone they are only published. */
    private Set<Stage> storesOfExports() {
        if (at.isGiven()) {
            throw common.misuse("--at is for packets and cannot be used with --exports: remove it");
        }
        if (only == null) {
            return EnumSet.of(Stage.STORE_FLOWS);
        }
        Set<Stage> stores = StageOptions.parse(only, common);
        if (!EnumSet.of(Stage.COLLECT, Stage.STORE_FLOWS).containsAll(stores)) {
            throw common.misuse("ingest --exports accepts only collect and store-flows in --only");
        }
        stores.remove(Stage.COLLECT);
        return stores;
    }

    private Set<Stage> stores(CaptureAt captureAt) {
        if (ports != null) {
            throw common.misuse("--ports is for --exports only");
        }
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
        CaptureArguments captures = new CaptureArguments(paths);
        if (!captures.problems().isEmpty()) {
            throw new CommandException(String.join("; ", captures.problems()));
        }
        captures.passedOver().ifPresent(sentence -> common.say("wadi: " + sentence));
        files = captures.files();
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
            if (each.before() > 0) {
                out.println("  note: " + each.before() + " packets of probe "
                        + each.source().probe()
                        + " were stored by earlier runs; if they are of this capture, they count twice now");
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
