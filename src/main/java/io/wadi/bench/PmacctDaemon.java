package io.wadi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A daemon of pmacct that reads a capture, and its pgsql plugin, which writes one row per 5-tuple and minute by {@code COPY}
 * when everything has been read. Its queue is large enough to lose nothing, which sums have to verify; with its defaults
 * it silently loses half. docs/benchmarks.md compares its settings.
 */
final class PmacctDaemon {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 20;

    /** Its log has this line when it begins to write what it has aggregated. */
    private static final String WRITES = "Purging cache - START";

    private final String program;
    private final Path folder;
    private final BenchServers servers;

    /**
     * Creates the runner.
     *
     * @param program its name
     * @param folder folder for its configuration and log
     */
    PmacctDaemon(String program, Path folder, BenchServers servers) {
        this.program = program;
        this.folder = folder;
        this.servers = servers;
    }

    /** Creates its table in a database. */
    void createTable(String database) {
        servers.execute(
                database,
                "create table acct (ip_src inet, ip_dst inet, port_src int, port_dst int, ip_proto smallint,"
                        + " packets bigint, bytes bigint, stamp_inserted timestamp, stamp_updated timestamp)");
    }

    /** The sum of a column of its table. */
    long sum(String database, String column) {
        return servers.number(database, "select coalesce(sum(" + column + "), 0)::bigint from acct");
    }

    /** Starts it with a capture and further settings. */
    Process start(String database, Path capture, String... more) throws IOException {
        List<String> settings = new ArrayList<>(settings(database));
        settings.add("pcap_savefile: " + capture);
        settings.addAll(List.of(more));
        Path configuration = Files.write(folder.resolve(program + ".conf"), settings);
        return new ProcessBuilder(program, "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private List<String> settings(String database) {
        return List.of(
                "daemonize: false",
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
                "plugin_pipe_size: 200000000");
    }

    private Path log() {
        return folder.resolve(program + ".log");
    }

    /** How many lines of its log contain a text. */
    long logged(String text) throws IOException {
        return Files.readAllLines(log()).stream()
                .filter(line -> line.contains(text))
                .count();
    }

    /** Waits until its log contains a text, or until it has ended. */
    void awaitLogged(Process process, String text) throws Exception {
        long began = System.nanoTime();
        while (process.isAlive() && logged(text) == 0) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw tooLong();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The daemon and the processes that it has forked until now. */
    List<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /**
     * Waits until processes have used no processor time for two seconds.
     *
     * @param family the daemon and its plugin, without the writers that they fork later
     * @return the nanoseconds that it was idle
     */
    long awaitIdle(List<ProcessHandle> family) throws Exception {
        long began = System.nanoTime();
        long changed = began;
        Duration used = used(family);
        while (family.stream().allMatch(ProcessHandle::isAlive) && System.nanoTime() - changed < IDLE.toNanos()) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw tooLong();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            Duration now = used(family);
            changed = now.equals(used) ? changed : System.nanoTime();
            used = now;
        }
        return System.nanoTime() - changed;
    }

    private static Duration used(List<ProcessHandle> family) {
        return family.stream()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Waits until it has written everything. It forks writers, which fork further ones, and does not wait for all of them
     * when it ends.
     *
     * @return the seconds until it began its last write
     */
    double awaitEnd(Process process) throws Exception {
        long began = System.nanoTime();
        long writes = 0;
        long lastWrite = began;
        Set<ProcessHandle> family = new HashSet<>(Set.of(process.toHandle()));
        while (family.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                family.forEach(ProcessHandle::destroy);
                throw tooLong();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            List.copyOf(family).stream().flatMap(ProcessHandle::descendants).forEach(family::add);
            long seen = logged(WRITES);
            lastWrite = seen > writes ? System.nanoTime() : lastWrite;
            writes = seen;
        }
        return (lastWrite - began) / 1e9;
    }

    private BenchException tooLong() {
        return new BenchException(program + " takes more than " + LONGEST.toMinutes() + " minutes");
    }
}
