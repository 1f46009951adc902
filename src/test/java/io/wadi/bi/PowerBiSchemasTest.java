package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON files of the Power BI project against Microsoft's schemas: {@code powerbi-schemas/} below property
 * {@code wadi.shared} or ../shared, a copy of github.com/microsoft/json-schemas.
 */
class PowerBiSchemasTest {

    private static final String ADDRESS = "https://developer.microsoft.com/json-schemas/";
    private static final Path SCHEMAS = Path.of(System.getProperty("wadi.shared", "../shared"), "powerbi-schemas");
    private static final Set<String> JSON_FILES = Set.of(".json", ".pbip", ".pbir", ".pbism", ".platform");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            builder -> builder.schemaMappers(mappers ->
                    mappers.mapPrefix(ADDRESS, SCHEMAS.toAbsolutePath().toUri().toString())));

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SemanticModel.PROJECT)) {
            return files.filter(file -> JSON_FILES.stream()
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .filter(Files::isRegularFile)
                    // A theme has no schema among them.
                    .filter(file -> !file.toString().contains("StaticResources"))
                    .toList();
        }
    }

    private List<String> problems(JsonNode content) {
        assumeTrue(Files.isDirectory(SCHEMAS), () -> "skipped: no folder " + SCHEMAS + " with Microsoft's schemas");
        JsonSchema schema =
                factory.getSchema(SchemaLocation.of(content.path("$schema").asText()));
        return schema.validate(content).stream().map(Object::toString).toList();
    }

    @Test
    void everyFileNamesASchemaAndFollowsIt() throws IOException {
        assertThat(files()).hasSizeGreaterThan(30);
        for (Path file : files()) {
            JsonNode content = JSON.readTree(file.toFile());
            assertThat(content.path("$schema").asText()).as(file.toString()).startsWith(ADDRESS);
            assertThat(problems(content)).as(file.toString()).isEmpty();
        }
    }

    /** The check itself sees what is wrong, deep in a visual too. */
    @Test
    void aWrongFileIsRefused() throws IOException {
        Path visual = SemanticModel.PROJECT.resolve(
                "Wadi.Report/definition/pages/overview/visuals/bytes_by_time/visual.json");
        String right = Files.readString(visual);
        assertThat(problems(JSON.readTree(right.replace("\"Entity\"", "\"Entities\""))))
                .isNotEmpty();
        assertThat(problems(JSON.readTree(right.replace("\"height\": 232,", ""))))
                .isNotEmpty();
    }

    /** Power BI Desktop refuses files that begin with a byte order mark or are no UTF-8. */
    @Test
    void filesArePlainText() throws IOException {
        try (Stream<Path> files = Files.walk(SemanticModel.PROJECT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String text = new String(bytes, StandardCharsets.UTF_8);
                assertThat(text.getBytes(StandardCharsets.UTF_8))
                        .as(file.toString())
                        .isEqualTo(bytes);
                assertThat(text).as(file.toString()).doesNotStartWith("\ufeff").doesNotContain("\r");
            }
        }
    }
}
