package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A server of the installed PostgreSQL package (Debian: postgresql), whose programs dump, restore and replicate. The embedded
 * PostgreSQL has none of them.
 */
final class SystemPostgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private final Path folder;
    private final int port = FreePort.find();
    private boolean isKilled;

    private SystemPostgres(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectory(folder);
        if (IS_ROOT) {
            // The server refuses to run as root; its user must reach the folder.
            Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
    }

    /** Whether this machine has the programs. */
    static boolean isInstalled() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A new server, started, whose data is in a folder that is created. */
    static SystemPostgres create(Path folder) throws Exception {
        SystemPostgres server = new SystemPostgres(folder);
        server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "-N");
        server.start();
        return server;
    }

    /** A streaming standby of this server, started, in a folder that is created. */
    SystemPostgres standby(Path standbyFolder) throws Exception {
        SystemPostgres standby = new SystemPostgres(standbyFolder);
        standby.run(
                "pg_basebackup",
                "-D",
                standby.data(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-U",
                "postgres");
        standby.start();
        return standby;
    }

    void start() throws Exception {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=32MB"
                        + " -c timezone=UTC",
                "start");
    }

    /** Makes a standby the primary. */
    void promote() throws Exception {
        run("pg_ctl", "-D", data(), "-w", "promote");
    }

    /** SIGKILL of the postmaster and all its processes, as if the machine were gone. */
    void kill() throws Exception {
        long pid =
                Long.parseLong(output("head", "-1", data() + "/postmaster.pid").strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> children = postmaster.children().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().get(20, TimeUnit.SECONDS);
        isKilled = true;
    }

    /** Runs a program of the package that connects to this server. */
    void client(String program, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "postgres"));
        all.addAll(List.of(arguments));
        run(program, all.toArray(String[]::new));
    }

    private void run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(programs().orElseThrow().resolve(program).toString()));
        command.addAll(List.of(arguments));
        output(command.toArray(String[]::new));
    }

    /** The server inherits the output, which therefore is a file and no pipe. */
    private String output(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(IS_ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("wadi-postgres", ".log");
        try {
            int status = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            String text = Files.readString(log);
            assertThat(status).as(String.join(" ", command) + "\n" + text).isZero();
            return text;
        } finally {
            Files.delete(log);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Where its programs may write files. */
    Path folder() {
        return folder;
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** A database of this server. */
    JdbcTemplate database(String name) {
        return new JdbcTemplate(
                new DriverManagerDataSource("jdbc:postgresql://" + address() + "/" + name, "postgres", ""));
    }

    @Override
    public void close() throws Exception {
        if (!isKilled && Files.exists(folder.resolve("data/postmaster.pid"))) {
            run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        }
    }
}
