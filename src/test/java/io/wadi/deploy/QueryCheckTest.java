package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCheckTest {

    private static final String SOURCE = "kafka:packets?groupId=g";

    @TempDir
    private Path folder;

    private List<String> warnings(String source, String... steps) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), route(source, steps));
        Surroundings surroundings = DeployTests.expected();
        surroundings.properties().put("my.hook", "http://localhost/a?httpMehtod=POST&h1dden=1");
        CheckedFile checked = new RouteFileCheck(surroundings).check(RouteFile.read(file), List.of());
        assertThat(checked.findings()).isEmpty();
        return checked.warnings().stream().map(RouteProblem::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "httpMehtod, httpMethod",
        "authPasword, authPassword",
        "bridgeEndpont, bridgeEndpoint",
        "sslContextParamters, sslContextParameters"
    })
    void warnsOfAMisspelledOption(String written, String option) throws IOException {
        String warning = "http has no option " + written
                + ", so it becomes a part of the address; the nearest option is " + option;
        assertThat(warnings(
                        "timer:tick",
                        "- to:",
                        "    uri: http://localhost/packets",
                        "    parameters: {" + written + ": x}"))
                .containsExactly("a.camel.yaml:8: " + warning);
        assertThat(warnings("timer:tick", "- to: http://localhost/packets?" + written + "=x"))
                .containsExactly("a.camel.yaml:6: " + warning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apikey", "q", "format", "to"})
    void takesRealQueries(String name) throws IOException {
        assertThat(warnings("timer:tick", "- to: http://localhost/packets?" + name + "=x"))
                .isEmpty();
        assertThat(warnings(SOURCE, "- to: http://localhost/packets?httpMethod=POST&" + name + "=x"))
                .isEmpty();
        assertThat(warnings(
                        SOURCE,
                        "- setHeader: {name: CamelHttpMethod, constant: PUT}",
                        "- to: http://localhost/packets?" + name + "=x"))
                .isEmpty();
    }

    /** What stands behind an ampersand may be a part of a secret. */
    @Test
    void showsNoNameOfASetting() throws IOException {
        assertThat(warnings(SOURCE, "- to: \"{{my.hook}}\""))
                .containsExactly("a.camel.yaml:6: http sends GET without the body to an address with a query; set"
                        + " httpMethod: POST");
    }

    @Test
    void warnsOfASinkWhoseBodiesAreNotSent() throws IOException {
        assertThat(warnings(SOURCE, "- to: https://localhost/packets?apikey=x"))
                .containsExactly("a.camel.yaml:6: https sends GET without the body to an address with a query, as that"
                        + " of apikey; set httpMethod: POST");
        assertThat(warnings(SOURCE, "- to: https://localhost/packets?authMethod=Basic&useragent=x"))
                .isEmpty();
    }
}
