package io.wadi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@code pmacctd}: reads the same file by libpcap, and its pgsql plugin writes one row per 5-tuple and minute, without
 * Kafka, by {@code COPY}. Its queue is large enough to lose nothing, which the sum verifies; with its defaults it silently
 * loses half. docs/benchmarks.md compares its settings.
 */
final class PmacctRun implements Run {

    /** pmacctd sleeps this long before it reads a file. */
    private static final double SLEEPS_SECONDS = 2;

    /** If it writes before it has read everything, it ends then and stores too little; then the run is repeated. */
    private static final int ATTEMPTS = 3;

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 50;

    /** Its log has this line when it begins to write what it has aggregated. */
    private static final String WRITES = "Purging cache - START";

    /** The sum may be lower by one packet in this many. */
    private static final long REJECTED_AT_MOST = 1_000;

    /** The plugin stored too little. */
    private static final class EndedEarly extends BenchException {
        private static final long serialVersionUID = 1L;

        EndedEarly(String message) {
            super(message);
        }
    }

    private final BenchServers servers;
    private final Path capture;
    private final Path folder;
    private final PacketCount expected;
    private final Consumer<String> progress;

    PmacctRun(BenchServers servers, Path capture, Path folder, PacketCount expected, Consumer<String> progress) {
        this.servers = servers;
        this.capture = capture;
        this.folder = folder;
        this.expected = expected;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "pmacctd, libpcap to pgsql";
    }

    @Override
    public Measurement measure() throws Exception {
        NotInstalledException.unlessInstalled("pmacctd", "pmacct");
        for (int attempt = 1; ; attempt++) {
            try {
                return once();
            } catch (EndedEarly e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                progress.accept("recreated: " + e.getMessage());
            }
        }
    }

    private Measurement once() throws Exception {
        String database = servers.createDatabase();
        try {
            servers.execute(
                    database,
                    "create table acct (ip_src inet, ip_dst inet, port_src int, port_dst int, ip_proto smallint,"
                            + " packets bigint, bytes bigint, stamp_inserted timestamp, stamp_updated timestamp)");
            Moment start = Moment.now(0, servers.clock());
            double readSeconds = run(database) - SLEEPS_SECONDS;
            Moment end = Moment.now(0, servers.clock());
            long stored = servers.number(database, "select coalesce(sum(packets), 0)::bigint from acct");
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

    /** Returns the seconds until it began its last write. */
    private double run(String database) throws Exception {
        Path configuration = Files.write(folder.resolve("pmacctd.conf"), configuration(database));
        Path log = folder.resolve("pmacctd.log");
        Process process = new ProcessBuilder("pmacctd", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return awaitEnd(process, log);
    }

    /** pmacctd forks writers, which fork further ones, and does not wait for all of them when it ends. */
    private static double awaitEnd(Process process, Path log) throws Exception {
        long began = System.nanoTime();
        long writes = 0;
        long lastWrite = began;
        Set<ProcessHandle> family = new HashSet<>(Set.of(process.toHandle()));
        while (family.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                family.forEach(ProcessHandle::destroy);
                throw new BenchException("pmacctd takes more than " + LONGEST.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            List.copyOf(family).stream().flatMap(ProcessHandle::descendants).forEach(family::add);
            long seen = writes(log);
            lastWrite = seen > writes ? System.nanoTime() : lastWrite;
            writes = seen;
        }
        return (lastWrite - began) / 1e9;
    }

    private static long writes(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(WRITES))
                .count();
    }

    private List<String> configuration(String database) {
        return List.of(
                "daemonize: false",
                "pcap_savefile: " + capture,
                "aggregate: src_host, dst_host, src_port, dst_port, proto",
                "plugins: pgsql",
                "sql_host: 127.0.0.1",
                "sql_port: " + servers.databasePort(),
                "sql_db: " + database,
                "sql_user: " + servers.user(),
                "sql_passwd: none",
                "sql_table: acct",
                "sql_table_type: bgp",
                "sql_optimize_clauses: true",
                "sql_dont_try_update: true",
                "sql_use_copy: true",
                "sql_refresh_time: 3600",
                "sql_history: 1m",
                "sql_history_roundoff: m",
                "sql_cache_entries: 1000003",
                "plugin_pipe_size: 200000000",
                "plugin_buffer_size: 1048576");
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
            throw new EndedEarly(counts);
        }
        if (stored > expected.received()) {
            throw new BenchException(counts);
        }
    }
}
