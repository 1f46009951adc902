package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each route file, shipped and example, against the schema by which editors check Camel's YAML. */
class YamlSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonSchema schema;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                    .getSchema(new ObjectMapper().readTree(in));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("src/main/resources/routes"));
                Stream<Path> examples = Files.walk(Path.of("routes.d"))) {
            return Stream.concat(shipped, examples)
                    .filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void anEditorFindsNoFault(Path file) throws IOException {
        assertThat(schema.validate(YAML.readTree(file.toFile()))).isEmpty();
    }

    @Test
    void anEditorFindsAQuotedBoolean() throws IOException {
        JsonNode route = YAML.readTree("""
                - route:
                    from:
                      uri: direct:a
                      steps:
                        - split:
                            simple: "${body}"
                            stopOnException: "true"
                """);

        assertThat(schema.validate(route)).hasSize(1).allSatisfy(found -> assertThat(found.getMessage())
                .contains("stopOnException", "boolean"));
    }
}
