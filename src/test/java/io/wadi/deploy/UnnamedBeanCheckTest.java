package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnnamedBeanCheckTest {

    private static final String SECOND = """
            - beans:
                - name: second
                  type: org.postgresql.ds.PGSimpleDataSource
                  properties: {url: "jdbc:postgresql://localhost:1/x"}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "org.postgresql.ds.PGSimpleDataSource, sql:select 1, sql, dataSource",
        "org.apache.camel.support.processor.DefaultExchangeFormatter, log:plain, log, exchangeFormatter",
        "org.apache.camel.component.kafka.DefaultKafkaClientFactory, kafka:packets, kafka, kafkaClientFactory",
    })
    void refusesWhatCamelWouldFindByItsType(String type, String uri, String scheme, String option) throws IOException {
        String beans = "- beans:\n    - {name: second, type: " + type + "}\n";
        assertThat(DeployTests.findings(folder, beans + route("timer:x", "- to: " + uri)))
                .containsExactly("a.camel.yaml:8: nothing names bean second, and " + scheme
                        + ": does not find it by its type; add the option " + option + ": \"#second\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: sql:select 1?dataSource=#second",
                "- to: {uri: \"sql:select 1\", parameters: {dataSource: \"#second\"}}",
                "- bean: {ref: second, method: getUrl}\n- to: sql:select 1",
                "- setBody: {simple: \"${bean:second.getUrl}\"}\n- to: sql:select 1",
                "- to: sql:select 1?dataSource=#database",
                "- to: log:x",
            })
    void takesABeanThatIsNamedOrOfNoUseToTheEndpoint(String steps) throws IOException {
        assertThat(DeployTests.findings(folder, SECOND + route("timer:x", steps)))
                .isEmpty();
    }

    @Test
    void aPartOfAnotherWordIsNoName() throws IOException {
        assertThat(DeployTests.findings(folder, SECOND + route("timer:x", "- log: seconds", "- to: sql:select 1")))
                .hasSize(1);
    }
}
