package io.wadi.lake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Adobe's S3Mock in a process of its own: it speaks S3's protocol, keeps objects in a folder, and asks for no key. */
public final class S3Server implements AutoCloseable {

    private static final String VERSION = "5.1.0";
    private static final String BUCKET = "wadi";
    private static final Duration START = Duration.ofMinutes(4);

    private final Path folder;
    private final int port = FreePort.find();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process server;

    /** Fetches the server with Maven and starts it. */
    public S3Server(Path folder) throws Exception {
        this.folder = folder;
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-B",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                        "-Dartifact=com.adobe.testing:s3mock:" + VERSION + ":jar:exec",
                        "-DoutputDirectory=" + folder)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("maven.log").toFile())
                .start();
        boolean isFetched = maven.waitFor() == 0;
        assumeTrue(isFetched, () -> "needs S3Mock, which Maven cannot fetch: " + failure(folder.resolve("maven.log")));
        start();
        request("PUT", "");
    }

    private static String failure(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("[ERROR]"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, with the same objects and the same port. */
    void start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dcom.adobe.testing.s3mock.store.root=" + folder.resolve("objects"),
                        "-Dcom.adobe.testing.s3mock.store.retainFilesOnExit=true",
                        "-jar",
                        folder.resolve("s3mock-" + VERSION + "-exec.jar").toString(),
                        "--server.port=0",
                        "--http.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("s3mock.log").toFile()))
                .start();
        Files.createDirectories(folder.resolve("objects"));
        await().atMost(START).ignoreExceptions().until(() -> {
            request("GET", "");
            return true;
        });
    }

    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    private void request(String method, String key) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + BUCKET + key))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    /** Where a lake can be. */
    public String warehouse() {
        return "s3://" + BUCKET + "/lake";
    }

    /** A file with Iceberg's properties for this server. */
    public Path file(Path parent) throws IOException {
        List<String> lines = properties().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
        return Files.write(parent.resolve("s3.properties"), lines);
    }

    /** Iceberg's properties for this server. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint", "http://127.0.0.1:" + port,
                "s3.path-style-access", "true",
                "s3.access-key-id", "any",
                "s3.secret-access-key", "any-secret",
                "client.region", "us-east-1");
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
