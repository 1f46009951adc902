package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without one of its steps, a store would lose packets, or take readable packets for unreadable. */
class StoreStepsCheckTest {

    private static final List<String> STORES =
            List.of("store-traffic", "store-flows", "store-flow-messages", "store-lake", "store-lake-flows");

    /** Without these, packets have no country, or the store waits differently. */
    private static final String OPTIONAL = ".*(ref: geoip|ref: fold).*";

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        return DeployTests.findings(folder, text);
    }

    private static String copy(String route) {
        return ShippedCopy.of(route).orElseThrow();
    }

    static Stream<Arguments> steps() {
        return STORES.stream().flatMap(store -> copy(store)
                .lines()
                .filter(line -> line.matches("\\s*- (bean|setHeader|to): .*") && !line.matches(OPTIONAL))
                .map(line -> Arguments.of(store, line.strip())));
    }

    private static String without(String text, String step) {
        return String.join(
                "\n", text.lines().filter(line -> !line.strip().equals(step)).toList());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void refusesACopyThatLacksAStep(String store, String step) throws IOException {
        assertThat(findings(without(copy(store), step)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:3: route " + store + " stores, so it needs ");
    }

    @Test
    void namesTheStepAndItsPlace() throws IOException {
        String text = copy("store-traffic");
        assertThat(findings(without(text, "- bean: {id: copy-traffic, ref: traffic-copy, method: store}")))
                .singleElement()
                .asString()
                .endsWith("bean traffic-copy, method store, after bean day-partitions, method ensure");
        assertThat(findings(without(text, "- setHeader: {name: WadiConsumer, constant: wadi-store-traffic}")))
                .singleElement()
                .asString()
                .endsWith("header WadiConsumer, after to: direct:dead-letters");
        assertThat(findings(without(text, "- to: {id: dead-letters-of-traffic, uri: direct:dead-letters}")))
                .singleElement()
                .asString()
                .endsWith("to: direct:dead-letters, after bean packet-json, method read");
        assertThat(findings(
                        without(text, "- bean: {id: read-packet-json-for-traffic, ref: packet-json, method: read}")))
                .singleElement()
                .asString()
                .endsWith("bean packet-json, method read, first");
    }

    @Test
    void refusesStepsInAnotherOrder() throws IOException {
        List<String> lines = copy("store-traffic").lines().toList();
        int store = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains("id: copy-traffic"))
                .findFirst()
                .orElseThrow();
        String swapped = String.join(
                "\n",
                Stream.of(
                                lines.subList(0, store),
                                List.of(lines.get(store + 1), lines.get(store)),
                                lines.subList(store + 2, lines.size()))
                        .flatMap(List::stream)
                        .toList());
        assertThat(findings(swapped))
                .singleElement()
                .asString()
                .endsWith("bean stored-offsets, method confirm, after bean traffic-copy, method store");
    }

    /** Another one begins with the oldest message of the topic, and the whole topic would be stored a second time. */
    @ParameterizedTest
    @ValueSource(strings = {"#lake-kafka", "#lake-flow-kafka", "#nothing-here", ""})
    void refusesConsumersThatBeginElsewhere(String client) throws IOException {
        for (String store : STORES) {
            String text = copy(store);
            String option = text.lines()
                    .filter(line -> line.contains("kafkaClientFactory"))
                    .findFirst()
                    .orElseThrow()
                    .strip();
            if (!option.contains("\"" + client + "\"")) {
                String edited = text.replace(
                        option, client.isEmpty() ? "clientId: mine" : "kafkaClientFactory: \"" + client + "\"");
                assertThat(findings(edited))
                        .as(store)
                        .anyMatch(finding -> finding.contains("kafkaClientFactory of route " + store + " must stay #")
                                || finding.contains("there is no bean nothing-here"));
            }
        }
    }

    /** It would set back the offsets of the shipped route, which reads again once the file is deleted. */
    @Test
    void refusesConsumersThatBeginElsewhereAlsoWhereNothingIsStored() throws IOException {
        String text = """
                - route:
                    id: store-traffic
                    from:
                      uri: kafka:{{wadi.topic}}
                      parameters: {groupId: wadi-store-traffic, kafkaClientFactory: "#lake-kafka"}
                      steps:
                        - log: read
                """;
        assertThat(findings(text))
                .singleElement()
                .asString()
                .contains("kafkaClientFactory of route store-traffic must stay #packed-kafka");
        assertThat(findings(text.replace(", kafkaClientFactory: \"#lake-kafka\"", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- log: stored",
                "- to: {id: copy-traffic, uri: 'bean:traffic-copy?method=store'}",
                "- bean: {id: copy-traffic, ref: traffic-copy, method: 'store(${body})'}"
            })
    void acceptsOwnStepsAndOtherForms(String step) throws IOException {
        String shipped = "- bean: {id: copy-traffic, ref: traffic-copy, method: store}";
        String text = copy("store-traffic");
        assertThat(findings(
                        step.contains("log")
                                ? text.replace(shipped, step + "\n              " + shipped)
                                : text.replace(shipped, step)))
                .isEmpty();
    }
}
