package io.wadi.embedded;

import com.sun.management.OperatingSystemMXBean;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A PostgreSQL server as a child process, on loopback, without a password. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "postgres";
    private static final String CONFIGURATION = "postgresql.conf";
    static final String USER = "postgres";
    /** What the library's message about its patience begins with. */
    private static final String TIME_OUT = "Gave up waiting";

    private static final int MORE = 5;

    private static final OperatingSystemMXBean MEMORY =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long PART_OF_MEMORY = 16;
    private static final long LEAST_SHARED = 256;
    private static final long MOST_SHARED = 1024;
    private static final int MEGABYTES = 20;

    private final Path folder;
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final ServerWatch watch;

    private EmbeddedPostgres(
            Path folder, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, ServerWatch watch) {
        this.folder = folder;
        this.server = server;
        this.watch = watch;
    }

    /**
     * Starts a server with its data in a folder. A later start uses the same data. The server stops when this process
     * ends, for whatever reason. A server that an earlier process left running in the folder is stopped first; the lock
     * of the data directory guarantees that no other process uses it.
     *
     * @param folder folder of its data; created if it does not exist
     * @param binaries folder into which the server's programs are unpacked once
     * @param settings its port, and how long it may take to start
     * @throws EmbeddedException if it cannot start; no process remains then
     */
    public static EmbeddedPostgres start(Path folder, Path binaries, Settings settings) throws EmbeddedException {
        return start(
                folder,
                binaries,
                settings.get(EmbeddedSettings.POSTGRES_PORT),
                settings.get(EmbeddedSettings.POSTGRES_START));
    }

    static EmbeddedPostgres start(Path folder, Path binaries, int wantedPort, Duration patience)
            throws EmbeddedException {
        int port = Ports.choose(wantedPort, "PostgreSQL", EmbeddedSettings.POSTGRES_PORT);
        FirstStart first = FirstStart.of(folder);
        try {
            end(folder);
            first.begin(CONFIGURATION);
            FirstStart.clearPrograms(binaries);
            EmbeddedPostgres started = watched(folder, builder(folder, binaries, port, patience));
            first.finish();
            protect(binaries);
            return started;
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedException(
                    "The embedded PostgreSQL cannot start in " + folder + ": " + reason(e, patience), e);
        }
    }

    /** The library makes the folder of the programs writable for everybody. */
    private static void protect(Path binaries) {
        binaries.toFile().setWritable(false, false);
        binaries.toFile().setWritable(true, true);
    }

    private static String reason(Exception failure, Duration patience) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(TIME_OUT)
                ? "it accepts no connections after " + patience.toSeconds()
                        + " s. A busy machine, or the recovery after "
                        + "a crash, needs more time: --set " + EmbeddedSettings.POSTGRES_START + "="
                        + MORE * Math.max(1, patience.toSeconds())
                : message;
    }

    private static Builder builder(Path folder, Path binaries, int port, Duration patience) {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPort(port)
                .setPGStartupWait(patience)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "50")
                .setServerConfig("shared_buffers", sharedMegabytes(MEMORY.getTotalMemorySize()) + "MB")
                // The first change of a page after a checkpoint logs all of it; checkpoints come with each half of
                // this.
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
    }

    /**
     * A sixteenth of the memory, from 256 to 1024 MB. The rows of a minute of busy exporters have an index of hundreds of
     * megabytes, all of which they change. And PostgreSQL keeps no table in it that is larger than a quarter: sums by hour
     * of a week would be read again for each question.
     */
    static long sharedMegabytes(long memoryBytes) {
        return Math.max(LEAST_SHARED, Math.min(MOST_SHARED, memoryBytes / PART_OF_MEMORY >> MEGABYTES));
    }

    /**
     * The watch starts after the data is created and before the server starts, so the server is watched at all times.
     */
    private static EmbeddedPostgres watched(Path folder, Builder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        AtomicReference<ServerWatch> watch = new AtomicReference<>();
        try {
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server = builder.setServerConfig("wadi.start", mark)
                    .setDataDirectoryCustomizer(made -> watch.set(watch(folder, mark)))
                    .start();
            return new EmbeddedPostgres(folder, server, watch.get());
        } catch (IOException | RuntimeException e) {
            boolean ended = end(folder);
            if (watch.get() != null) {
                // A server that has no PID file yet is left to the watch.
                watch.get().close(ended);
            }
            throw e;
        }
    }

    private static ServerWatch watch(Path folder, String mark) {
        try {
            return ServerWatch.start(folder, mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there was a server, which has ended now. */
    private static boolean end(Path folder) throws IOException {
        Optional<Postmaster> running = Postmaster.of(folder);
        if (running.isPresent()) {
            running.get().end();
        }
        return running.isPresent();
    }

    /** The JDBC URL of the running server of a folder, if there is one. */
    static Optional<String> running(Path folder) throws EmbeddedException {
        try {
            Optional<Postmaster> running = Postmaster.of(folder);
            if (running.isPresent() && running.get().port() == 0) {
                throw new EmbeddedException("The embedded PostgreSQL in " + folder + " is starting: try again");
            }
            return running.map(postmaster -> url(postmaster.port()));
        } catch (IOException e) {
            throw new EmbeddedException(
                    "The embedded PostgreSQL in " + folder + " is starting or stopping: try again", e);
        }
    }

    /** The URL for JDBC clients. */
    public String url() {
        return url(server.getPort());
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** The initial user, its superuser. */
    public String user() {
        return USER;
    }

    @Override
    public void close() {
        try {
            server.close();
            watch.close(Postmaster.of(folder).isEmpty());
        } catch (IOException e) {
            watch.close(false);
        }
    }
}
