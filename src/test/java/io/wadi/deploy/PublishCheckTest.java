package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishCheckTest {

    private static final String KEY = "&interceptorClasses=io.wadi.message.ConversationKey"
            + "&keySerializer=org.apache.kafka.common.serialization.ByteArraySerializer";
    private static final String TO = "- to: 'kafka:{{wadi.topic}}?lingerMs=5%s'";

    @TempDir
    private Path folder;

    private CheckedFile check(String text, Names... others) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        return new RouteFileCheck(DeployTests.expected()).check(RouteFile.read(file), List.of(others));
    }

    private List<String> warnings(String text, Names... others) throws IOException {
        return DeployTests.warnings(folder, text, others);
    }

    private static String shipped(String id) throws IOException {
        try (var in = PublishCheckTest.class.getResourceAsStream("/routes/" + id + ".camel.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap:live:lo", "pcap://live:lo", "netflow:udp:127.0.0.1:2055"})
    void warnsOfTrafficWithoutAKey(String source) throws IOException {
        assertThat(warnings(own(source, TO.formatted(""))))
                .filteredOn(warning -> !warning.contains("counts twice"))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:7: without a key, a conversation is spread over partitions");
        assertThat(warnings(own(source, TO.formatted(KEY.replaceFirst("&keySerializer.*", "")))))
                .filteredOn(warning -> !warning.contains("counts twice"))
                .singleElement()
                .asString()
                .contains(
                        ":7: the key of io.wadi.message.ConversationKey is bytes",
                        "; add keySerializer: org.apache.kafka");
        assertThat(warnings(own(source, TO.formatted(KEY)))).noneMatch(warning -> warning.contains("without a key"));
        assertThat(warnings(own(source, "- setHeader: {name: kafka.KEY, constant: x}", TO.formatted(""))))
                .noneMatch(warning -> warning.contains("without a key"));
    }

    /** A route with the shipped error policy. */
    private static String own(String source, String... steps) {
        return route(source, steps).replace("    from:", "    routeConfigurationId: publishing\n    from:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap:file:a.pcap", "netflow:udp:127.0.0.1:2055"})
    void warnsOfTrafficWithoutThePolicy(String source) throws IOException {
        String step = TO.formatted(KEY);
        assertThat(check(route(source, step)).warnings())
                .extracting(RouteProblem::toString)
                .anyMatch(warning -> warning.startsWith(
                        "a.camel.yaml:4: without routeConfigurationId: publishing, a batch with one"));
        String handled = """
                - onException: {exception: [java.lang.Exception], handled: {constant: "true"}, steps: [{log: x}]}
                """;
        assertThat(check(handled + route(source, step)).warnings())
                .extracting(RouteProblem::reason)
                .noneMatch(reason -> reason.contains("publishing"));
        assertThat(check(own(source, step)).warnings())
                .extracting(RouteProblem::reason)
                .noneMatch(reason -> reason.contains("publishing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "seda"})
    void warnsOfARouteThatPublishesForOthers(String scheme) throws IOException {
        String publish = "- to: " + scheme + ":publish";
        String captures = route("netflow:udp:127.0.0.1:2055", publish)
                + route("netflow:udp:127.0.0.1:2056", publish).replace("mine", "second");
        assertThat(warnings(
                        captures + route(scheme + ":publish", TO.formatted("")).replace("mine", "publish")))
                .satisfiesExactlyInAnyOrder(
                        key -> assertThat(key).startsWith("a.camel.yaml:18: without a key"),
                        policy -> assertThat(policy).startsWith("a.camel.yaml:16: without routeConfigurationId"));
        assertThat(warnings(
                        captures + own(scheme + ":publish", TO.formatted(KEY)).replace("mine", "publish")))
                .isEmpty();
    }

    /** As {@code run --only store-traffic} deploys it. */
    @Test
    void aProcessThatRunsNoShippedCaptureDoesNotWarnOfIt() throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), own("pcap:live:lo", TO.formatted(KEY)));
        Surroundings all = DeployTests.expected();
        assertThat(warningsIn(all, file)).singleElement().asString().contains("the shipped route capture does too");
        assertThat(warningsIn(without(all, Set.of("capture", "capture-flows")), file))
                .isEmpty();
        assertThat(warningsIn(without(all, Set.of("capture-flows")), file)).hasSize(1);
    }

    private static List<RouteProblem> warningsIn(Surroundings surroundings, Path file) throws IOException {
        return new RouteFileCheck(surroundings)
                .check(RouteFile.read(file), List.of())
                .warnings();
    }

    private static Surroundings without(Surroundings all, Set<String> elsewhere) {
        return new Surroundings(
                all.hasBean(),
                all.beans(),
                all.properties(),
                new ShippedRoutes(all.shipped().files(), elsewhere),
                all.lent());
    }

    /** The shipped route captures on all interfaces by default. */
    @Test
    void warnsOfOneInterfaceBesideAll() throws IOException {
        String step = TO.formatted(KEY);
        assertThat(warnings(own("pcap:live:lo", step)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:5: pcap:live:lo to kafka:packets is what the shipped route capture does too");
        Names replaced = DeployTests.names(folder, route("pcap:live:lo", step).replace("id: mine", "id: capture"));
        assertThat(warnings(own("pcap:live:any", step), replaced))
                .singleElement()
                .asString()
                .contains("is what b.camel.yaml does too, so each packet counts twice");
        assertThat(warnings(own("pcap:live:lo", "- to: kafka:mine"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:mine", "kafka:{{wadi.topic}}?brokers=other:9092", "log:x"})
    void leavesOtherTargetsAlone(String target) throws IOException {
        assertThat(warnings(route("\"{{wadi.source}}\"", "- to: " + target))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture", "capture-flows"})
    void warnsOfACopyBesideTheShippedRoute(String id) throws IOException {
        assertThat(warnings(shipped(id))).isEmpty();

        String copy = shipped(id).replace("id: " + id + "\n", "id: my-capture\n");
        String topic = id.equals("capture") ? "packets" : "flows";

        assertThat(warnings(copy))
                .singleElement()
                .asString()
                .matches("a.camel.yaml:\\d+: pcap:live:\\w+ to kafka:" + topic
                        + " is what the shipped route capture does"
                        + " too, so each packet counts twice if that runs; .*");
        Names replaced = DeployTests.names(folder, route("timer:x", "- log: x").replace("id: mine", "id: " + id));
        assertThat(warnings(copy, replaced)).isEmpty();
    }

    @Test
    void warnsOfASecondRouteOfOnesOwn() throws IOException {
        String one = route("pcap:file:a.pcap?repeat=1", TO.formatted(KEY));
        String two = one.replace("id: mine", "id: other").replace("repeat=1", "repeat=2");
        assertThat(check(one + two).warnings())
                .extracting(RouteProblem::reason)
                .contains("pcap:file:a.pcap to kafka:packets is what line 4 does too, so each packet counts twice");
        assertThat(check(one, DeployTests.names(folder, two)).warnings())
                .extracting(RouteProblem::reason)
                .contains(
                        "pcap:file:a.pcap to kafka:packets is what b.camel.yaml does too, so each packet counts twice");
        assertThat(check(one + two.replace("a.pcap", "b.pcap")).warnings())
                .extracting(RouteProblem::reason)
                .noneMatch(reason -> reason.contains("twice"));
    }
}
