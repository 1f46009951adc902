package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.web.Npm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs Microsoft's report validator, {@code @microsoft/powerbi-report-authoring-cli}, which npm installs for the test.
 */
class ReportValidatorIT {

    private static final Path VERSIONS = Path.of("src", "test", "powerbi");

    @TempDir
    private static Path folder;

    private static Npm npm;

    @BeforeAll
    static void install() throws Exception {
        for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(VERSIONS.resolve(name), folder.resolve(name));
        }
        npm = new Npm(folder);
        Npm.Output installed = npm.install();
        assumeTrue(installed.succeeded(), () -> "skipped: Microsoft's check cannot be installed: " + installed.text());
    }

    private static JsonNode validated(Path project) throws Exception {
        String[] arguments = {
            "validate", "--no-schema", project.toAbsolutePath().toString()
        };
        return new ObjectMapper()
                .readTree(npm.program("powerbi-report-author", arguments).text());
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
