package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.JavaCommand;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of the working directory, in which others may write, do not replace those of the pages. */
@Timeout(120)
class WorkingFolderIT {

    private static final String STRANGE = "not Wadi's page";

    @TempDir
    private Path folder;

    /** Runs a server with the pages and writes its port, until its input ends. */
    public static void main(String[] arguments) throws Exception {
        try (TestServer server = new TestServer(Map.of()).start()) {
            Pages.mount(server.main().getCamelContext());
            System.out.println("port " + server.port());
            while (System.in.read() >= 0) {
                // Nothing is expected; the end is.
            }
        }
    }

    @Test
    void aStrangersPagesAreNotServed() throws Exception {
        for (String pages : List.of("io/wadi/pages", "hawtio-static", "web")) {
            Files.writeString(Files.createDirectories(folder.resolve(pages)).resolve("index.html"), STRANGE);
        }
        Process server = new ProcessBuilder(JavaCommand.of(WorkingFolderIT.class, List.of()))
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader lines = server.inputReader()) {
            String port = lines.lines()
                    .filter(line -> line.startsWith("port "))
                    .findFirst()
                    .orElseThrow()
                    .substring(5);
            for (String path : List.of("/index.html", "/hawtio/index.html", "/web/index.html")) {
                assertThat(body(port, path)).as(path).isNotEmpty().doesNotContain(STRANGE);
            }
            assertThat(body(port, "/index.html")).contains("<title>Wadi");
        } finally {
            server.outputWriter().close();
            server.waitFor();
        }
    }

    private static String body(String port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
