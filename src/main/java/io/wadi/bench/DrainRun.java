package io.wadi.bench;

import java.util.ArrayList;
import java.util.List;

/** One process with one store stage, which stores a full topic. */
final class DrainRun implements Run {

    /** The last batches wait until they are old enough, which is not measured. */
    private static final double MEASURED = 0.9;

    private final String stage;
    private final BenchServers servers;
    private final WadiProcess wadi;
    private final FullTopic topic;
    private final List<String> options;
    private final Look look;

    /** Looks at what a run has stored, before it is removed. */
    interface Look {
        void at(String database, Process store) throws Exception;
    }

    /**
     * Creates the run.
     *
     * @param topic what is stored
     * @param options further options of {@code wadi run}
     * @param look is called when all is stored
     */
    DrainRun(String stage, BenchServers servers, WadiProcess wadi, FullTopic topic, List<String> options, Look look) {
        this.stage = stage;
        this.servers = servers;
        this.wadi = wadi;
        this.topic = topic;
        this.options = options;
        this.look = look;
    }

    @Override
    public String name() {
        return "wadi, " + stage;
    }

    @Override
    public Measurement measure() throws Exception {
        String database = servers.createDatabase();
        List<String> arguments = new ArrayList<>(List.of("run", "--only=" + stage, "--set=wadi.http.enabled=false"));
        arguments.addAll(options);
        Moment start = Moment.now(0, servers.clock());
        Process store = wadi.start(arguments, database, topic.name());
        try (StoredCount count = new StoredCount(servers, database)) {
            Measurement measured = measure(start, count, List.of(store), topic.packets());
            count.await(topic.packets(), List.of(store));
            look.at(database, store);
            return measured;
        } finally {
            store.destroy();
            store.waitFor();
            servers.dropDatabase(database);
        }
    }

    /** Measures from the start of the processes until most packets of the topic are stored. */
    static Measurement measure(Moment start, StoredCount count, List<Process> stores, long packets) throws Exception {
        long late = Math.round(packets * MEASURED);
        Moment half = count.moment(late / 2, stores);
        Moment end = count.moment(late, stores);
        Measurement whole = Measurement.between(start, end);
        return half.packets() == end.packets() ? whole : whole.withSecondHalf(half, end);
    }
}
