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

/** Line, key and nearest name where Camel's own messages lack them, and what Camel would accept without a word. */
class RouteFileHintsTest {

    private static final RouteFileCheck CHECK = new RouteFileCheck(DeployTests.expected());

    @TempDir
    private Path folder;

    private CheckedFile check(String text) throws IOException {
        return CHECK.check(RouteFile.read(Files.writeString(folder.resolve("a.camel.yaml"), text)), List.of());
    }

    private List<String> findings(String text) throws IOException {
        return check(text).findings().stream().map(RouteProblem::toString).toList();
    }

    private List<String> warnings(String text) throws IOException {
        CheckedFile checked = check(text);
        assertThat(checked.findings()).isEmpty();
        return checked.warnings().stream().map(RouteProblem::toString).toList();
    }

    /** The URI of an intercept may be a pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "tim*", "(timer|kafka):.*", "timer:*"})
    void acceptsPatternsOfIntercepts(String uri) throws IOException {
        assertThat(findings(
                        "- interceptFrom: {uri: '" + uri + "', steps: [{log: x}]}\n" + route("timer:tick", "- log: x")))
                .isEmpty();
        assertThat(findings("- interceptFrom: {uri: 'timr:*', steps: [{log: x}]}\n" + route("timer:tick", "- log: x")))
                .containsExactly("a.camel.yaml:1: there is no component timr; the nearest is timer");
    }

    /** Camel goes on without it when a message fails. */
    @ParameterizedTest
    @ValueSource(strings = {"onRedeliveryRef", "onExceptionOccurredRef", "redeliveryPolicyRef"})
    void refusesAMissingBeanOfAnErrorPolicy(String key) throws IOException {
        String text = "- onException: {exception: [java.io.IOException], " + key + ": nope, steps: [{log: x}]}\n"
                + route("timer:tick", "- log: x");
        assertThat(findings(text)).containsExactly("a.camel.yaml:1: there is no bean nope");
    }

    /** The nearest is one of those that its step has. */
    @Test
    void namesTheNearestKeyOfAStep() throws IOException {
        assertThat(findings(route("timer:tick", "- filter:", "    simpl: 'true'", "    steps: [{log: x}]")))
                .containsExactly("a.camel.yaml:7: Unsupported field: simpl; the nearest is simple");
        assertThat(findings(route("timer:tick", "- to:", "    uri: log:tick", "    paramters: {level: WARN}")))
                .containsExactly("a.camel.yaml:8: Unsupported field: paramters; the nearest is parameters");
        assertThat(findings(route("timer:tick", "- split:", "    simple: '${body}'", "    paralelProcessing: true")))
                .containsExactly(
                        "a.camel.yaml:8: Unsupported field: paralelProcessing; the nearest is parallelProcessing");
        assertThat(findings(route("timer:tick", "- filter:", "    simple: 'true'", "    constant: x")))
                .singleElement()
                .asString()
                .contains("constant has already been configured as an expression");
        assertThat(findings("- route:\n    id: mine\n    form: {uri: timer:x, steps: [{log: x}]}\n"))
                .containsExactly("a.camel.yaml:3: Unsupported field: form; the nearest is from");
        assertThat(findings("- beans:\n    - name: mine\n      type: java.lang.Object\n      propertis: {}\n"))
                .containsExactly("a.camel.yaml:4: Unsupported field: propertis; the nearest is properties");
    }

    /** Camel would run it under another id, and its file could not remove it. */
    @Test
    void refusesAnIdWithASetting() throws IOException {
        assertThat(findings(route("timer:tick", "- log: x").replace("id: mine", "id: '{{my.id:mine}}'")))
                .containsExactly(
                        "a.camel.yaml:2: the id of a route must have no setting in it, so that it can be replaced"
                                + " and removed");
    }

    /** YAML forbids it, and Camel would ignore the first one. */
    @Test
    void refusesAKeyThatIsTwiceInAMapping() throws IOException {
        assertThat(findings(route("timer:tick", "- to: log:a") + "      steps: [{log: b}]\n"))
                .containsExactly("a.camel.yaml:7: key steps is in this mapping twice");
        assertThat(findings(
                        route("timer:tick", "- to:", "    uri: log:a", "    parameters: {level: INFO, level: WARN}")))
                .containsExactly("a.camel.yaml:8: key level is in this mapping twice");
    }

    /** Camel's messages on these have the line of the route, or none, and not the key. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - wireTap: direct:x                                           | 6: wireTap takes no text; it needs uri
            - split: {simple: a, stopOnException: maybe, steps: [{log: x}]} | 6: stopOnException is maybe; it must be true or false
            - log: {message: x, loggingLevel: LOUD}                       | 6: loggingLevel is LOUD; it must be one of TRACE, DEBUG, INFO, WARN, ERROR, OFF
            - setBody: hello                                              | 6: setBody takes an expression, as in setBody: {constant: "hello"}
            - setBody: "${body.size}"                                     | 6: setBody takes an expression, as in setBody: {simple: "${body.size}"}
            - delay: 500                                                  | 6: delay takes an expression, as in delay: {constant: "500"}
            - doTry: {steps: [{log: a}], doCatch: [{exception: [java.lang.Exception], onWhen: true, steps: [{log: b}]}]} | 6: onWhen takes an expression, as in onWhen: {constant: "true"}
            - setHeader: {constant: x}                                    | 6: setHeader needs name
            - bean: {beanType: io.wadi.sink.KafkaBatch, method: linse}    | 6: io.wadi.sink.KafkaBatch has no method linse; the nearest is lines
            - unmarshal: {json: {unmarshalType: com.example.Enricher}}    | 6: class com.example.Enricher is not on the class path (put its jar into lib/ and restart)
            """)
    void namesLineAndKeyOfAValueThatDoesNotFit(String step, String finding) throws IOException {
        assertThat(findings(route("timer:tick", step))).containsExactly("a.camel.yaml:" + finding);
    }

    @Test
    void acceptsNumbersAndTruthsWithAndWithoutQuotes() throws IOException {
        assertThat(findings(route(
                        "timer:tick",
                        "- split: {simple: '${body}', stopOnException: 'true', parallelProcessing: false, steps: [{log: x}]}",
                        "- nope: {}")))
                .containsExactly("a.camel.yaml:7: Unknown node id: nope");
    }

    @Test
    void refusesADeserializerAndADeadLetterEndpointThatAreMissing() throws IOException {
        assertThat(findings(route("kafka:packets", "- to: log:a")
                        .replace(
                                "    from",
                                "    errorHandler: {deadLetterChannel: {deadLetterUri: 'kafak:dead'}}\n    from")
                        .replace(
                                "      steps", "      parameters: {valueDeserializer: com.example.Mine}\n      steps")))
                .containsExactly(
                        "a.camel.yaml:3: there is no component kafak; the nearest is kafka",
                        "a.camel.yaml:6: class com.example.Mine is not on the class path (put its jar into lib/ and restart)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: java.lang.Integer\n      constructors: {\"0\": abc}",
                "type: java.util.Date\n      properties: {tiem: 5}",
                "type: io.wadi.filter.TrafficFilter\n      properties: {filter: \"protocl = DNS\"}",
                "type: java.lang.Math"
            })
    void namesTheLineOfABeanThatCannotBeCreated(String bean) throws IOException {
        assertThat(findings("- beans:\n    - name: own\n      " + bean + "\n" + route("timer:tick", "- log: protocol")))
                .singleElement()
                .asString()
                .matches("a\\.camel\\.yaml:[234]: .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:alrts", "direct://alrts", "seda:alrts?size=10", "direct:{{my.name:alrts}}"})
    void warnsOfATargetThatNoRouteConsumes(String target) throws IOException {
        String scheme = target.split(":")[0];
        String sender = route("timer:tick", "- wireTap:", "    uri: " + target);
        assertThat(warnings(sender)).containsExactly("a.camel.yaml:7: no route consumes " + scheme + ":alrts");
        Files.writeString(folder.resolve("b.camel.yaml"), route(scheme + ":alerts", "- log: x"));
        assertThat(warnings(sender))
                .containsExactly(
                        "a.camel.yaml:7: no route consumes " + scheme + ":alrts; the nearest is " + scheme + ":alerts");
        Files.writeString(folder.resolve("b.camel.yaml"), "- [");
        assertThat(warnings(sender)).containsExactly("a.camel.yaml:7: no route consumes " + scheme + ":alrts");
        Files.writeString(folder.resolve("b.camel.yaml"), route(scheme + ":alrts", "- log: x"));
        assertThat(warnings(sender)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "direct:dead-letters",
                "direct:x?failIfNoConsumers=false",
                "seda:x?discardIfNoConsumers=true",
                "log:x"
            })
    void doesNotWarnOfOtherTargets(String target) throws IOException {
        assertThat(warnings(route("timer:tick", "- to: " + target))).isEmpty();
        String own = "- route: {id: other, from: {uri: direct:own, steps: [{log: x}]}}\n";
        assertThat(warnings(own + route("timer:tick", "- to: direct:own", "- toD: \"direct:${body}\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka:packets?groupId=g, kafka://packets, kafka:packets",
        "'kafka:one, packets', kafka:{{my.topic:packets}}, kafka:packets",
        "seda:x, seda:x?size=5, seda:x",
        "direct:x, direct:x, direct:x"
    })
    void warnsOfARouteThatSendsToWhatItReads(String source, String target, String both) throws IOException {
        assertThat(warnings(route("'" + source + "'", "- log: x", "- to: " + target)))
                .containsExactly("a.camel.yaml:7: the route sends to " + both
                        + ", which it reads: each message comes back without end");
    }

    @Test
    void doesNotWarnOfARouteThatSendsElsewhere() throws IOException {
        String other = route("kafka:copy", "- to: log:x").replace("mine", "other");
        assertThat(warnings(route("kafka:packets?groupId=g", "- to: kafka:copy") + other))
                .isEmpty();
        assertThat(warnings(route("kafka:packets?groupId=g", "- to: kafka:packets?brokers=other:9092")))
                .isEmpty();
    }

    /** As after copying an example and changing the id of its route only. */
    @Test
    void warnsOfASecondRouteWithAGroup() throws IOException {
        String one = route("kafka:{{wadi.topic}}?groupId=mine", "- log: x");
        String two = """
                - route:
                    id: two
                    from:
                      uri: kafka://{{wadi.topic}}
                      parameters: {groupId: "{{my.group:mine}}"}
                      steps: [{log: x}]
                """;
        String reason =
                "groupId mine of kafka:packets is in %s too: each of these routes gets only some of the messages";
        assertThat(warnings(one + two)).containsExactly("a.camel.yaml:11: " + reason.formatted("line 4"));
        RouteFile first = RouteFile.read(Files.writeString(folder.resolve("b.camel.yaml"), one));
        Names other = CHECK.check(first, List.of()).names();
        RouteFile second = RouteFile.read(Files.writeString(folder.resolve("a.camel.yaml"), two));
        assertThat(CHECK.check(second, List.of(other)).warnings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:5: " + reason.formatted("b.camel.yaml"));
        assertThat(warnings(one + two.replace("my.group:mine", "my.group:other")))
                .isEmpty();
        assertThat(warnings(one + two.replace("{{wadi.topic}}", "{{wadi.topic.flows}}")))
                .isEmpty();
    }
}
