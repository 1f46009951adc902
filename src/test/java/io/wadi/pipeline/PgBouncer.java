package io.wadi.pipeline;

import static org.awaitility.Awaitility.await;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a PgBouncer for one test in front of the test's PostgreSQL. */
final class PgBouncer implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final int port;
    private final Process process;

    /**
     * Starts one.
     *
     * @param url of the database behind it
     * @param settings further lines of its configuration
     */
    PgBouncer(Path folder, String url, String... settings) throws IOException {
        port = FreePort.find();
        String server = url.replaceAll(".*//|/.*", "");
        Path configuration = folder.resolve("pgbouncer.ini");
        Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        Files.writeString(configuration, """
                [databases]
                * = host=127.0.0.1 port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                %s
                """.formatted(
                        server.replaceAll(".*:", ""), port, folder.resolve("users.txt"), String.join("\n", settings)));
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It does not run as root.
            for (Path path : List.of(folder, configuration, folder.resolve("users.txt"))) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The database of another URL, through it. */
    String url(String direct) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + direct.replaceAll(".*/", "");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
