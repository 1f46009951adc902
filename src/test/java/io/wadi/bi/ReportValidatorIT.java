package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's own check of reports: npm's {@code @microsoft/powerbi-report-authoring-cli}, installed for the test. */
class ReportValidatorIT {

    private static final Path VERSIONS = Path.of("src", "test", "powerbi");
    private static final int INSTALL_MINUTES = 5;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(VERSIONS.resolve(name), folder.resolve(name));
        }
        Path log = folder.resolve("install.log");
        boolean installed =
                run(log, "npm", "ci", "--no-audit", "--no-fund", "--engine-strict", "--prefix", folder.toString());
        assumeTrue(installed, () -> "skipped: npm on Node.js 20 or later with its registry is not to be had: " + log);
    }

    private static boolean run(Path output, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode validated(Path project) throws Exception {
        Path output = folder.resolve("answer.json");
        run(
                output,
                folder.resolve("node_modules/.bin/powerbi-report-author").toString(),
                "validate",
                "--no-schema",
                project.toString());
        return new ObjectMapper().readTree(output.toFile());
    }

    @Test
    void findsNothingWrongWithTheReport() throws Exception {
        JsonNode answer = validated(SemanticModel.PROJECT.resolve("Wadi.pbip"));
        assertThat(answer.at("/data/result").asText()).as(answer.toString()).isEqualTo("succeeded");
    }

    @Test
    void findsWhatIsWrong() throws Exception {
        Path report = folder.resolve("Wadi.Report");
        copy(SemanticModel.PROJECT.resolve("Wadi.Report"), report);
        Path visual = report.resolve("definition/pages/overview/visuals/protocols/visual.json");
        Files.writeString(visual, Files.readString(visual).replace("\"Category\": {", "\"Kategorie\": {"));
        JsonNode answer = validated(report);
        assertThat(answer.at("/data/result").asText()).as(answer.toString()).isEqualTo("failed");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
