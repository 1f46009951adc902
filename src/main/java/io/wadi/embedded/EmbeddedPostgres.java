package io.wadi.embedded;

import io.wadi.settings.EmbeddedSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final Duration START = Duration.ofSeconds(60);

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
     * @param wantedPort its port, or 0 for any free port
     * @throws EmbeddedException if it cannot start; no process remains then
     */
    public static EmbeddedPostgres start(Path folder, Path binaries, int wantedPort) throws EmbeddedException {
        int port = Ports.choose(wantedPort, "PostgreSQL", EmbeddedSettings.POSTGRES_PORT);
        FirstStart first = FirstStart.of(folder);
        try {
            end(folder);
            first.begin(CONFIGURATION);
            FirstStart.clearPrograms(binaries);
            EmbeddedPostgres started = watched(folder, builder(folder, binaries, port));
            first.finish();
            return started;
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedException("The embedded PostgreSQL cannot start in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Builder builder(Path folder, Path binaries, int port) {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPort(port)
                .setPGStartupWait(START)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "50")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
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
            end(folder);
            if (watch.get() != null) {
                watch.get().close(true);
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

    private static void end(Path folder) throws IOException {
        Optional<Postmaster> running = Postmaster.of(folder);
        if (running.isPresent()) {
            running.get().end();
        }
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
