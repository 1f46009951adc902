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

class LostFailureCheckTest {

    private static final Path EXAMPLE = Path.of("routes.d/examples/webhook/sink-webhook.camel.yaml");
    private static final String BATCHES = "kafka:packets?groupId=g&batching=true&maxPollRecords=10"
            + "&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true";
    private static final String COMMIT = "- bean: {beanType: io.wadi.sink.KafkaBatch, method: commit}";
    private static final String POST = "- to: http:localhost:8000/packets";

    @TempDir
    private Path folder;

    private List<String> warnings(String text) throws IOException {
        return DeployTests.warnings(folder, text);
    }

    /** As by one who does not want endless retries. */
    @ParameterizedTest
    @CsvSource({"handled, 3", "continued, 0"})
    void warnsOfAHandlerThatEndsTheFailure(String option, int retries) throws IOException {
        String example = Files.readString(EXAMPLE);
        assertThat(warnings(example)).isEmpty();
        String handled = "maximumRedeliveries: " + retries;

        assertThat(warnings(example.replace("maximumRedeliveries: -1", handled)))
                .isEmpty();
        assertThat(warnings(example.replace(
                        "    redeliveryPolicy:\n      maximumRedeliveries: -1",
                        "    " + option + ": {constant: \"true\"}\n    redeliveryPolicy:\n      " + handled)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:8: " + option + " ends the failure of a batch that is not delivered");
    }

    @Test
    void warnsOfABatchThatIsDividedAlsoWhileTheReceiverIsAway() throws IOException {
        assertThat(warnings(Files.readString(EXAMPLE).replaceFirst("    onWhen: .*\n", "")))
                .containsExactly(
                        "a.camel.yaml:2: without onWhen: {method: {beanType: io.wadi.sink.RefusedBatch, method:"
                                + " isRefused}} messages are left out also while the receiver is only away");
    }

    private static String handler(String... steps) {
        return """
                - onException:
                    exception: [java.lang.Exception]
                    handled: {constant: "true"}
                    steps:
                %s
                """.formatted(String.join("\n", steps).indent(6).stripTrailing());
    }

    @Test
    void aHandlerMayDeliverElsewhere() throws IOException {
        String sink = route(BATCHES, POST, COMMIT);
        assertThat(warnings(handler("- log: failed", "- to: log:failed") + sink))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:1: handled ends the failure");
        assertThat(warnings(handler("- log: failed", "- to: file:failed") + sink))
                .isEmpty();
        assertThat(warnings(handler("- bean: {ref: mine}") + sink + """
                - beans: [{name: mine, type: java.lang.StringBuilder}]
                """)).isEmpty();
    }

    /** One message at a time, without the promise to wait. */
    @Test
    void otherRoutesMayPassOverWhatTheyLike() throws IOException {
        assertThat(warnings(handler("- log: failed") + route("kafka:packets?groupId=g", POST)))
                .isEmpty();
        assertThat(warnings(handler("- log: failed") + route("timer:x", POST))).isEmpty();
    }

    @Test
    void followsTheSinkIntoTheRoutesThatItCalls() throws IOException {
        String delivery = route("direct:end", caught("- log: failed")).replace("id: mine", "id: delivery");

        assertThat(warnings(route(BATCHES, "- to: direct:end", COMMIT) + delivery))
                .singleElement()
                .asString()
                .contains("doCatch ends the failure");
        assertThat(warnings(delivery + route("timer:x", "- to: direct:end"))).isEmpty();
    }

    @Test
    void warnsOfADeadLetterChannelThatOnlyLogs() throws IOException {
        String sink = """
                - route:
                    id: mine
                    errorHandler: {deadLetterChannel: {deadLetterUri: "log:dead"}}
                    from:
                      uri: %s
                      steps:
                        - to: http:localhost:8000/packets
                        %s
                """.formatted(BATCHES, COMMIT);
        assertThat(warnings(sink))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:3: this dead letter channel only logs a batch");
        assertThat(warnings(sink.replace("log:dead", "kafka:dead?key=1"))).isEmpty();
    }

    private static String caught(String... steps) {
        return "- doTry:\n    steps: [{to: \"http:localhost:8000/packets\"}]\n    doCatch:\n      - exception:"
                + " [java.lang.Exception]\n        steps:\n"
                + String.join("\n", steps).indent(10);
    }

    @Test
    void warnsOfADeliveryWhoseFailureIsCaught() throws IOException {
        assertThat(warnings(route(BATCHES, caught("- log: failed"), COMMIT)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:8: doCatch ends the failure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- to: file:failed", "- throwException: {exceptionType: java.io.IOException, message: m}"})
    void aCatchMayDeliverOrFail(String step) throws IOException {
        assertThat(warnings(route(BATCHES, caught(step), COMMIT))).isEmpty();
    }

    /** As a question to another service, with an answer in its place. */
    @Test
    void whatIsCaughtNeedNotBeTheDelivery() throws IOException {
        assertThat(warnings(route(BATCHES, caught("- setBody: {constant: none}"), "- to: file:out", COMMIT)))
                .isEmpty();
    }

    @Test
    void warnsOfRefusalsThatAreNoFailures() throws IOException {
        String post = "- to: http:localhost:8000/packets?httpMethod=POST&throwExceptionOnFailure=false";
        assertThat(warnings(route(BATCHES, post, COMMIT)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: with throwExceptionOnFailure: false the commit covers");
        assertThat(warnings(route(BATCHES, post, "- log: \"${header.CamelHttpResponseCode}\"", COMMIT)))
                .isEmpty();
    }

    @Test
    void warnsOfADeliveryThatNobodyWaitsFor() throws IOException {
        assertThat(warnings(route(BATCHES, "- wireTap: {uri: \"http:localhost:8000\"}", COMMIT)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: wireTap does not wait");
        assertThat(warnings(route(BATCHES, "- wireTap: {uri: \"http:localhost:8000\"}", "- to: file:out", COMMIT)))
                .isEmpty();
    }
}
