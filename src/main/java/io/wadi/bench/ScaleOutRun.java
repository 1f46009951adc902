package io.wadi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fills a topic once, and has one and several store processes store it, each time in a new database. */
final class ScaleOutRun {

    /** The first tenth is not measured, because the processes start and share the partitions meanwhile. */
    private static final int WARM = 10;

    private final BenchServers servers;
    private final WadiProcess wadi;
    private final String stage;
    private final List<String> options;
    private final Look look;

    /** Counts what is stored, before it is removed. */
    interface Look {
        long packets(String database, int processes, int consumers) throws Exception;
    }

    /** For the store of flows. */
    ScaleOutRun(BenchServers servers, WadiProcess wadi) {
        this(
                servers,
                wadi,
                "store-flows",
                List.of(),
                (database, processes, consumers) ->
                        servers.number(database, "select coalesce(sum(packets), 0)::bigint from flows"));
    }

    /**
     * For another store.
     *
     * @param options further options of {@code wadi run}
     * @param look is called when all is stored
     */
    ScaleOutRun(BenchServers servers, WadiProcess wadi, String stage, List<String> options, Look look) {
        this.servers = servers;
        this.wadi = wadi;
        this.stage = stage;
        this.options = options;
        this.look = look;
    }

    /**
     * Measures one process, one process with several consumers, and several processes.
     *
     * @throws BenchException if a process ends early or the stored packets are not the published ones
     */
    List<ScaleOut> measure(Path capture, int processes) throws Exception {
        try (FullTopic topic = FullTopic.of(capture, servers, wadi)) {
            return List.of(measure(topic, 1, 1), measure(topic, 1, processes), measure(topic, processes, 1));
        }
    }

    private ScaleOut measure(FullTopic topic, int processes, int consumers) throws Exception {
        String database = servers.createDatabase();
        List<Process> stores = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                stores.add(wadi.start(arguments(consumers), database, topic.name()));
            }
            return drain(stores, consumers, database, topic.packets());
        } finally {
            stores.forEach(Process::destroy);
            for (Process store : stores) {
                store.waitFor();
            }
            servers.dropDatabase(database);
        }
    }

    private List<String> arguments(int consumers) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--only=" + stage,
                "--set=wadi.http.enabled=false",
                "--set=wadi." + stage + ".consumers=" + consumers));
        arguments.addAll(options);
        return arguments;
    }

    private ScaleOut drain(List<Process> stores, int consumers, String database, long packets) throws Exception {
        long already;
        long half;
        double first;
        double seconds;
        ProcessorTime used;
        try (StoredCount count = new StoredCount(servers, database)) {
            already = count.await(packets / WARM, stores);
            ProcessorTime before = servers.clock().now();
            long began = System.nanoTime();
            half = count.await(packets / 2, stores);
            first = secondsSince(began);
            count.await(packets, stores);
            seconds = secondsSince(began);
            used = servers.clock().now().since(before);
        }
        long stored = look.packets(database, stores.size(), consumers);
        if (stored != packets) {
            throw new BenchException("stored " + stored + " of " + packets + " packets");
        }
        double predicted =
                half == already ? 0 : BacklogModel.of(half - already, first).drainSeconds(packets - half, 0);
        return new ScaleOut(
                stage,
                stores.size(),
                consumers,
                (packets - already) / seconds,
                seconds - first,
                predicted,
                used.perMillion(packets - already));
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
