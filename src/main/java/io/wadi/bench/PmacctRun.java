package io.wadi.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/** {@code pmacctd}: reads the same file by libpcap and writes flows of a minute into PostgreSQL, without Kafka. */
final class PmacctRun implements Run {

    /** pmacctd sleeps this long before it reads a file. */
    private static final double SLEEPS_SECONDS = 2;

    /** The sum may be lower by one packet in this many. */
    private static final long REJECTED_AT_MOST = 1_000;

    private final BenchServers servers;
    private final PmacctDaemon daemon;
    private final Path capture;
    private final PacketCount expected;
    private final Consumer<String> progress;

    PmacctRun(BenchServers servers, Path capture, Path folder, PacketCount expected, Consumer<String> progress) {
        this.servers = servers;
        this.capture = capture;
        this.expected = expected;
        this.progress = progress;
        daemon = new PmacctDaemon("pmacctd", folder, servers);
    }

    @Override
    public String name() {
        return "pmacctd, libpcap to pgsql";
    }

    @Override
    public Measurement measure() throws Exception {
        NotInstalledException.unlessInstalled("pmacctd", "pmacct");
        return EndedEarlyException.repeat(this::once, progress);
    }

    private Measurement once() throws Exception {
        String database = servers.createDatabase();
        try {
            daemon.createTable(database);
            Moment start = Moment.now(0, servers.clock());
            double readSeconds =
                    daemon.awaitEnd(daemon.start(database, capture, "plugin_buffer_size: 1048576")) - SLEEPS_SECONDS;
            Moment end = Moment.now(0, servers.clock());
            long stored = daemon.sum(database, "packets");
            check(stored);
            return figures(stored, readSeconds, start, end);
        } finally {
            servers.dropDatabase(database);
        }
    }

    /**
     * It has no second half: it writes when it has read everything. Its steady rate is the one of reading and aggregating,
     * as if writing took nothing, because in a longer run the writers would work beside the reader.
     */
    private static Measurement figures(long stored, double readSeconds, Moment start, Moment end) {
        double seconds = end.seconds() - start.seconds() - SLEEPS_SECONDS;
        ProcessorTime processor =
                end.processor().since(start.processor()).withoutBroker().perMillion(stored);
        return new Measurement(stored / seconds, stored / readSeconds, processor, processor);
    }

    /**
     * Compares the sum with Wadi's counts. pmacctd counts some frames that Wadi rejects, and rejects some that Wadi
     * counts (one in 5,000 in real captures). So the sum may be a thousandth below Wadi's packets, and at most all
     * frames.
     */
    private void check(long stored) throws BenchException {
        long least = expected.decoded() - expected.decoded() / REJECTED_AT_MOST;
        String counts = "pmacctd stored " + stored + " of " + expected.decoded() + " packets";
        if (stored < least) {
            throw new EndedEarlyException(counts);
        }
        if (stored > expected.received()) {
            throw new BenchException(counts);
        }
    }
}
