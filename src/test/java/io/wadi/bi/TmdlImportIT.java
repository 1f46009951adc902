package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.web.Npm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the model with Microsoft's own reader of TMDL, which the Power BI Modeling MCP Server has inside (the one for Linux on
 * x64). It needs neither Power BI nor a network, once npm has installed it. It has Microsoft's licence for development and
 * tests, so it is used only if variable {@code POWERBI_MODELING_MCP} is set.
 */
class TmdlImportIT {

    private static final Path VERSIONS = Path.of("src", "test", "powerbi-modeling");
    private static final Path DEFINITION = SemanticModel.PROJECT.resolve("Wadi.SemanticModel/definition");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Process server;
    private static Writer requests;
    private static BufferedReader answers;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                System.getenv("POWERBI_MODELING_MCP") != null,
                "skipped: POWERBI_MODELING_MCP is not set, which accepts the licence of Microsoft's reader");
        for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(VERSIONS.resolve(name), folder.resolve(name));
        }
        Npm.Output installed = new Npm(folder).install();
        assumeTrue(installed.succeeded(), () -> "skipped: Microsoft's reader cannot be installed: " + installed.text());
        server = new ProcessBuilder(
                        folder.resolve("node_modules/.bin/powerbi-modeling-mcp-linux-x64")
                                .toString(),
                        "--start")
                .redirectError(folder.resolve("server.log").toFile())
                .start();
        requests = server.outputWriter();
        answers = server.inputReader();
        Map<String, Object> client = Map.of("name", "wadi-tests", "version", "1");
        ask("initialize", Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "clientInfo", client));
        write(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }

    private static void write(Map<String, Object> message) throws IOException {
        requests.write(JSON.writeValueAsString(message) + "\n");
        requests.flush();
    }

    private static JsonNode ask(String method, Map<String, Object> parameters) throws IOException {
        int id = ++number;
        write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters));
        String line = answers.readLine();
        while (line != null && JSON.readTree(line).path("id").asInt() != id) {
            line = answers.readLine();
        }
        assertThat(line).as("an answer to " + method).isNotNull();
        return JSON.readTree(line).path("result");
    }

    private static JsonNode imported(Path definition) throws IOException {
        Map<String, Object> request = Map.of(
                "operation",
                "ImportFromTmdlFolder",
                "tmdlFolderPath",
                definition.toAbsolutePath().toString());
        return ask("tools/call", Map.of("name", "database_operations", "arguments", Map.of("request", request)));
    }

    private static void assertRead(Path definition) throws IOException {
        JsonNode answer = imported(definition);
        assertThat(answer.path("isError").asBoolean(true)).as(answer.toString()).isFalse();
    }

    @Test
    void readsTheModel() throws IOException {
        assertRead(DEFINITION);
    }

    /** With the commands of docs/power-bi.md. */
    @Test
    void readsTheModelForDirectQuery() throws Exception {
        Path copy = folder.resolve("direct");
        FileUtils.copyDirectory(DEFINITION.toFile(), copy.toFile());
        try (Stream<String> lines = Files.lines(Path.of("docs", "power-bi.md"))) {
            List<String> commands = lines.map(String::strip)
                    .filter(line -> line.startsWith("sed -i "))
                    .map(line -> line.replace(DEFINITION.toString(), copy.toString()))
                    .toList();
            assertThat(commands).hasSize(2);
            for (String command : commands) {
                assertThat(new ProcessBuilder("bash", "-c", command).start().waitFor())
                        .isZero();
            }
        }
        Path flows = copy.resolve("tables/Flows.tmdl");
        assertThat(Files.readString(flows))
                .contains("mode: directQuery")
                .doesNotContain("refreshPolicy", "mode: import");
        assertThat(TmdlReader.read(flows).get(0).children("partition")).hasSize(1);
        assertRead(copy);
    }

    @Test
    void refusesAModelWithAnErrorAndSaysWhere() throws IOException {
        Path copy = folder.resolve("wrong");
        FileUtils.copyDirectory(DEFINITION.toFile(), copy.toFile());
        Path flows = copy.resolve("tables/Flows.tmdl");
        Files.writeString(flows, Files.readString(flows).replaceFirst("formatString:", "formatStrng:"));
        assertThat(imported(copy).toString()).contains("formatStrng is not a supported property", "./tables/Flows");
    }
}
