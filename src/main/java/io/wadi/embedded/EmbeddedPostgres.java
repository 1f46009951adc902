package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server as a child process, on loopback, without a password. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "postgres";
    static final String USER = "postgres";
    private static final int PORT_LINE = 3;
    private static final Duration START = Duration.ofSeconds(60);

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server whose data is kept in a folder; a second start finds it.
     *
     * @param folder where its data is; made if need be
     * @param binaries where the server's programs are unpacked once
     * @param wantedPort its port, or 0 for any that is free
     * @throws EmbeddedException when it cannot start
     */
    public static EmbeddedPostgres start(Path folder, Path binaries, int wantedPort) throws EmbeddedException {
        int port = Ports.choose(wantedPort, "PostgreSQL", "wadi.embedded.postgres.port");
        try {
            Files.createDirectories(folder.getParent());
            endOrphan(folder);
            return new EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
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
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new EmbeddedException("The embedded PostgreSQL cannot start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A killed Wadi leaves its server running; the data directory's lock says that nobody else uses it. */
    private static void endOrphan(Path folder) throws IOException {
        Optional<ProcessHandle> orphan = process(folder);
        if (orphan.isPresent()) {
            orphan.get().destroy();
            awaitExit(orphan.get());
        }
    }

    /** Where the server of a folder is found, if one runs. */
    static Optional<String> running(Path folder) throws EmbeddedException {
        try {
            return process(folder).isPresent() ? Optional.of(url(pidFile(folder).get(PORT_LINE))) : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new EmbeddedException(
                    "The embedded PostgreSQL in " + folder + " is about to start or end: try again", e);
        }
    }

    private static Optional<ProcessHandle> process(Path folder) throws IOException {
        List<String> lines = pidFile(folder);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(EmbeddedPostgres::isPostgres);
    }

    /** What PostgreSQL keeps while it runs: its process, its data, when it started, its port, and more. */
    private static List<String> pidFile(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    private static void awaitExit(ProcessHandle orphan) throws IOException {
        try {
            orphan.onExit().get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("an earlier server, process " + orphan.pid() + ", does not end", e);
        }
    }

    /** Where JDBC clients find it. */
    public String url() {
        return url(String.valueOf(server.getPort()));
    }

    private static String url(String port) {
        return "jdbc:postgresql://127.0.0.1:" + port.strip() + "/" + DATABASE;
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** The one user that it starts with, its superuser. */
    public String user() {
        return USER;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It ends with the process at the latest, and the next start ends what is left.
        }
    }
}
