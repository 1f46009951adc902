package io.wadi.bench;

import io.wadi.sample.Workload;
import io.wadi.settings.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Runs all contests of a benchmark. */
final class Bench {

    private static final Goal FLOWS_GOAL = Goal.ratio(1.5).withBudget(9);
    private static final Goal PROBE_FLOWS_GOAL = Goal.ratio(3).withBudget(4.5);
    private static final Goal TRAFFIC_GOAL = Goal.ratio(0.7);
    private static final Goal READ_GOAL = Goal.ratio(2);
    private static final Goal CAPTURE_GOAL = Goal.ratio(0.85);
    private static final Goal NEW_FLOWS_GOAL = Goal.ratio(5).withBudget(12);
    private static final Goal CONNECT_GOAL = Goal.ratio(3);
    private static final Goal EXPORTS_GOAL = Goal.ratio(1.5);
    private static final long FLOOD_PACKETS = 100_000;
    private static final int RECORDS_IN_DATAGRAM = 17;

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final Path capture;
    private final Path folder;
    private final PacketCount count;

    private Bench(BenchServers servers, WadiProcess wadi, Path capture, Path folder) throws Exception {
        this.servers = servers;
        this.capture = capture;
        this.folder = folder;
        this.wadi = wadi;
        count = new CaptureRun(capture, servers).read();
    }

    /**
     * Runs contests.
     *
     * @param contests which
     * @param servers the embedded servers
     * @param wadi runs Wadi's processes
     * @param capture the capture for all runs
     * @param folder folder for temporary files
     * @param rounds number of runs of each contestant, at least 1
     * @param progress receives each result
     */
    static List<Result> hold(
            Set<ContestName> contests,
            BenchServers servers,
            WadiProcess wadi,
            Path capture,
            Path folder,
            int rounds,
            Consumer<String> progress)
            throws Exception {
        Bench bench = new Bench(servers, wadi, capture, folder);
        progress.accept(String.format(
                "%s: %,d frames, %,d packets", capture.getFileName(), bench.count.received(), bench.count.decoded()));
        List<Result> results = new ArrayList<>();
        for (ContestName name : contests) {
            results.add(bench.hold(name, rounds, progress));
        }
        return results;
    }

    private Result hold(ContestName name, int rounds, Consumer<String> progress) throws Exception {
        return switch (name) {
            case CONNECT -> holdConnect(servers, wadi, capture, folder, rounds, progress);
            case EXPORTS -> holdExports(servers, wadi, folder, count.received(), rounds, progress);
            default -> contest(name, progress).hold(rounds, progress);
        };
    }

    /**
     * Runs only the contest of the datagrams of exporters.
     *
     * @param records records in them, about; at least 1
     */
    static Result holdExports(
            BenchServers servers, WadiProcess wadi, Path folder, long records, int rounds, Consumer<String> progress)
            throws Exception {
        ExportsCapture capture = ExportsCapture.write(folder, Math.max(1, records / RECORDS_IN_DATAGRAM));
        progress.accept(String.format("exporters: %,d records", capture.records()));
        return new Contest(
                        "exporters' records → Kafka → flows",
                        new ExportsRun(servers, wadi, capture),
                        new NfacctRun(servers, capture, folder, progress),
                        EXPORTS_GOAL)
                .hold(rounds, progress);
    }

    /** Runs only the contest with Kafka Connect: both store the same full topic. Its converter reads JSON only. */
    static Result holdConnect(
            BenchServers servers, WadiProcess wadi, Path capture, Path folder, int rounds, Consumer<String> progress)
            throws Exception {
        String title = "topic → traffic";
        if (!servers.settings().text(KafkaSettings.MESSAGE_FORMAT).equals("json")) {
            return Result.without(title, CONNECT_GOAL, new BenchException("Kafka Connect's converter reads only JSON"));
        }
        try (FullTopic topic = FullTopic.of(capture, servers, wadi)) {
            return new Contest(
                            title,
                            new DrainRun("store-traffic", servers, wadi, topic, List.of(), (database, store) -> {}),
                            new ConnectRun(servers, new ConnectProgram(folder), topic, folder),
                            CONNECT_GOAL)
                    .hold(rounds, progress);
        }
    }

    private Contest newFlows(Workload attack, Consumer<String> progress) throws Exception {
        Flood flood = new Flood(attack, Math.min(count.received(), FLOOD_PACKETS), folder);
        return new Contest(
                "new flows, " + attack.label(),
                new NewFlowsRun(servers, flood, FlowStatement.NOW, progress),
                new NewFlowsRun(servers, flood, FlowStatement.BEFORE, progress),
                NEW_FLOWS_GOAL);
    }

    private Contest contest(ContestName name, Consumer<String> progress) throws Exception {
        ProcessorClock clock = servers.clock();
        return switch (name) {
            case READ ->
                new Contest(
                        "reading a file", new ReadRun(capture, clock), new LibpcapLoopRun(capture, clock), READ_GOAL);
            case CAPTURE ->
                new Contest(
                        "capture stage alone",
                        new CaptureRun(capture, servers),
                        new LibpcapLoopRun(capture, clock),
                        CAPTURE_GOAL);
            case FLOWS ->
                new Contest(
                        "file → Kafka → flows",
                        pipeline("wadi, store-flows", "store-flows"),
                        new PmacctRun(servers, capture, folder, count, progress),
                        FLOWS_GOAL);
            case AT_FLOWS ->
                new Contest(
                        "file → flows → Kafka → flows",
                        pipeline("wadi, --at flows", "store-flows", "--at", "flows"),
                        new PmacctRun(servers, capture, folder, count, progress),
                        PROBE_FLOWS_GOAL);
            case NFPCAPD ->
                new Contest(
                        "file → flows → Kafka → flows",
                        pipeline("wadi, --at flows", "store-flows", "--at", "flows"),
                        new NfpcapdRun(capture, folder, count, clock),
                        Goal.NONE);
            case TRAFFIC ->
                new Contest(
                        "file → Kafka → traffic",
                        pipeline("wadi, store-traffic", "store-traffic"),
                        new CopyRun(servers, wadi, capture, folder),
                        TRAFFIC_GOAL);
            case PORT_SCAN -> newFlows(Workload.PORT_SCAN, progress);
            case SYN_FLOOD -> newFlows(Workload.SYN_FLOOD, progress);
            case DNS_AMPLIFICATION -> newFlows(Workload.DNS_AMPLIFICATION, progress);
            case CONNECT, EXPORTS -> throw new IllegalArgumentException(name + " is held in its own way");
        };
    }

    private PipelineRun pipeline(String name, String stage, String... more) {
        List<String> options = new ArrayList<>(List.of("--only", stage));
        options.addAll(List.of(more));
        return new PipelineRun(name, servers, wadi, capture, options, count.decoded());
    }
}
