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

class CommitCheckTest {

    private static final Path EXAMPLE = Path.of("routes.d/examples/json-lines/sink-json-lines.camel.yaml");
    private static final String BATCHES = "kafka:packets?groupId=g&batching=true&maxPollRecords=10";
    private static final String BY_HAND =
            BATCHES + "&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true";
    private static final String COMMIT = "- bean: {beanType: io.wadi.sink.KafkaBatch, method: commit}";

    @TempDir
    private Path folder;

    private CheckedFile check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        return new RouteFileCheck(DeployTests.expected()).check(RouteFile.read(file), List.of());
    }

    private List<String> warnings(String text) throws IOException {
        return DeployTests.warnings(folder, text);
    }

    @Test
    void warnsOfBatchesThatKafkaCommits() throws IOException {
        assertThat(warnings(route(BATCHES, "- log: x")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: Kafka commits messages before their batch is complete");
        assertThat(warnings(route("kafka:packets?groupId=g", "- log: x"))).isEmpty();
    }

    /** One line of the example after the other is left out, as when it is shortened. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "        batching: true | :23: io.wadi.sink.KafkaBatch takes batches of messages: set batching: true",
                "        allowManualCommit: true"
                        + " | :23: io.wadi.sink.KafkaBatch commits what is done: set allowManualCommit: true",
                "        breakOnFirstError: true | :23: a batch that fails is passed over, and the commit of the next one",
                "        autoCommitEnable: false | :26: Kafka commits messages before their batch is complete",
                "valueDeserializer: | :23: messages in Protobuf are no text; set valueDeserializer: org.apache.kafka",
                "method: commit} | :32: no step commits what the route has read, so after each edit and restart",
            })
    void theExampleNeedsItsLines(String without, String problem) throws IOException {
        String example = Files.readString(EXAMPLE);
        CheckedFile whole = check(example);
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.warnings()).isEmpty();

        CheckedFile shortened = check(String.join(
                "\n",
                example.lines().filter(line -> !line.contains(without.strip())).toList()));

        assertThat(shortened.findings().isEmpty() ? shortened.warnings() : shortened.findings())
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml" + problem);
    }

    @Test
    void warnsIfNobodyCommits() throws IOException {
        assertThat(warnings(route(BY_HAND, "- log: x")))
                .singleElement()
                .asString()
                .endsWith("end the route with io.wadi.sink.KafkaBatch, method commit");
        assertThat(warnings(route("kafka:packets?groupId=g&autoCommitEnable=false", "- log: {message: no commit}")))
                .singleElement()
                .asString()
                .contains("leave the commits to Kafka (autoCommitEnable: true)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMMIT,
                "- setBody: {simple: \"${header.CamelKafkaManualCommit.commit()}\"}",
            })
    void knowsCommits(String step) throws IOException {
        assertThat(warnings(route(BY_HAND, "- log: x", step))).isEmpty();
    }

    /** In a route of the same file that the first one sends to. */
    @Test
    void findsTheCommitOfAnotherRoute() throws IOException {
        String other = route("direct:end", COMMIT).replace("id: mine", "id: other");
        assertThat(warnings(route(BY_HAND, "- to: direct:end") + other)).isEmpty();
    }

    /** As in a file with several sinks, of which one has lost its last step. */
    @Test
    void aCommitOfAnotherSinkIsNone() throws IOException {
        String other = route(BY_HAND.replace("=g", "=h"), "- log: x", COMMIT).replace("id: mine", "id: other");
        assertThat(warnings(route(BY_HAND, "- log: x") + other))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: no step commits");
    }

    @Test
    void warnsOfADeliveryAfterTheCommit() throws IOException {
        assertThat(warnings(route(BY_HAND, COMMIT, "- to: log:done"))).isEmpty();
        assertThat(warnings(route(BY_HAND, "- to: file:out", COMMIT, "- to: file:copies")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:8: this step comes after the commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafkaClientFactory=#packed-kafka", "offsetRepository=#database"})
    void leavesCommitsToOthers(String option) throws IOException {
        assertThat(check(route("kafka:packets?groupId=g&autoCommitEnable=false&" + option, "- log: x"))
                        .warnings())
                .isEmpty();
    }

    private static String aggregating(String options) {
        return route(
                "kafka:packets?groupId=g",
                "- aggregate:",
                "    correlationExpression: {constant: all}",
                "    aggregationStrategy: \"#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy\"",
                "    completionSize: 100" + options,
                "    steps: [{log: x}]");
    }

    @Test
    void warnsOfMessagesThatWaitInAnAggregator() throws IOException {
        assertThat(warnings(aggregating("")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: Kafka commits messages that wait in aggregate, so they are lost if");
        assertThat(warnings(aggregating("\n    aggregationRepository: \"#kept\"") + """
                - beans:
                    - name: kept
                      type: org.apache.camel.processor.aggregate.MemoryAggregationRepository
                """))
                .isEmpty();
    }
}
