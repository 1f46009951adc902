package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverwriteCheckTest {

    private static final Path EXAMPLE = Path.of("routes.d/examples/json-lines/sink-json-lines.camel.yaml");

    @TempDir
    private Path folder;

    @Test
    void theExampleNeedsItsLine() throws IOException {
        String example = Files.readString(EXAMPLE);
        assertThat(DeployTests.warnings(folder, example)).isEmpty();
        assertThat(DeployTests.warnings(folder, example.replace("              fileExist: Append\n", "")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:40: what is written here replaces the file of that name")
                .endsWith("set fileExist: Append (or Override, if that is meant)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: file:out?fileName=packets.json",
                "- to: {uri: \"file:out\", parameters: {fileName: \"packets-${date:now:yyyyMMdd-HHmmss}.json\"}}",
                "- setHeader: {name: CamelFileName, constant: packets.json}\n- to: file:out",
                "- setHeaders: {headers: [{name: CamelFileName, simple: \"p-${date:now:HH}\"}]}\n- to: file:out",
            })
    void warnsOfAFixedName(String steps) throws IOException {
        assertThat(DeployTests.warnings(folder, route("kafka:packets?groupId=g", steps)))
                .singleElement()
                .asString()
                .contains("replaces the file of that name");
        assertThat(DeployTests.warnings(folder, route("timer:x", steps))).isEmpty();
        String after = route("direct:write", steps).replace("mine", "write");
        assertThat(DeployTests.warnings(folder, route("kafka:packets?groupId=g", "- to: direct:write") + after))
                .hasSize(1);
        assertThat(DeployTests.warnings(folder, route("timer:x", "- to: direct:write") + after))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: file:out",
                "- to: file:out?fileName=packets.json&fileExist=Override",
                "- to: {uri: \"file:out\", parameters: {fileName: \"${exchangeId}.json\"}}",
                "- to: {uri: \"file:out\", parameters: {fileName: \"${date:now:HHmmssSSS}.json\"}}",
                "- setHeader: {name: CamelFileName, simple: \"${header.kafka.OFFSET}.json\"}\n- to: file:out?fileName=x",
            })
    void takesNamesOfTheirOwn(String steps) throws IOException {
        assertThat(DeployTests.warnings(folder, route("kafka:packets?groupId=g", steps)))
                .isEmpty();
    }
}
