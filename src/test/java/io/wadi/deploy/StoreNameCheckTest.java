package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under another name of its consumer, a store would begin again with the oldest message of the topic. */
class StoreNameCheckTest {

    private static final String FLOWS = "setHeader: {name: WadiConsumer, constant: wadi-store-flows}";

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        return DeployTests.findings(folder, text);
    }

    private static String copy(String route) {
        return ShippedCopy.of(route).orElseThrow();
    }

    private static int line(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    private static String finding(String text, String table, String consumer) {
        return "a.camel.yaml:" + line(text, "setHeader: {name: WadiConsumer") + ": header WadiConsumer of a route that"
                + " stores in table " + table + " must stay " + consumer
                + ": under another name, the whole topic would be stored a second time";
    }

    private static String groupFinding(String text, String table, String consumer) {
        return "a.camel.yaml:" + line(text, "groupId: mine") + ": groupId of a route that stores in table " + table
                + " must stay " + consumer + ": its offsets are stored under this name";
    }

    @ParameterizedTest
    @CsvSource({"store-traffic, traffic", "store-flows, flows", "store-flow-messages, flows"})
    void refusesACopyUnderAnotherName(String route, String table) throws IOException {
        String copy = copy(route).replace("id: " + route + "\n", "id: mine\n").replace("wadi-" + route, "mine");
        assertThat(findings(copy))
                .containsExactly(groupFinding(copy, table, "wadi-" + route), finding(copy, table, "wadi-" + route));
    }

    /** Its offsets are not those of the header, so the fence would reject each batch. */
    @ParameterizedTest
    @CsvSource({"store-traffic, traffic", "store-flows, flows", "store-flow-messages, flows"})
    void refusesAnOverrideInAnotherGroup(String route, String table) throws IOException {
        String copy = copy(route).replace("groupId: wadi-" + route, "groupId: mine");
        assertThat(findings(copy)).containsExactly(groupFinding(copy, table, "wadi-" + route));
    }

    @ParameterizedTest
    @CsvSource({
        "store-traffic, traffic, wadi-store-flows",
        "store-flows, flows, wadi-store-flow-messages",
        "store-flow-messages, flows, wadi-store-flows"
    })
    void refusesAnOverrideWithTheNameOfAnotherStore(String route, String table, String other) throws IOException {
        String copy = copy(route).replace("constant: wadi-" + route, "constant: " + other);
        assertThat(findings(copy)).containsExactly(finding(copy, table, "wadi-" + route));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setHeader: {name: WadiConsumer, simple: mine}",
                "setHeader: {name: WadiConsumer, constant: '{{my.name:mine}}'}",
                "setHeader: {name: WadiConsumer, expression: {constant: {expression: mine}}}",
                "setHeaders: {headers: [{name: WadiConsumer, constant: mine}]}"
            })
    void findsTheNameHoweverItIsWritten(String step) throws IOException {
        String copy = copy("store-flows").replace(FLOWS, step);
        assertThat(findings(copy))
                .singleElement()
                .asString()
                .contains(":" + line(copy, step) + ": header WadiConsumer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setHeader: {name: WadiConsumer, constant: '{{my.name:wadi-store-flows}}'}",
                "setHeader: {name: WadiConsumer, simple: '${header.name}'}"
            })
    void acceptsTheShippedNameAndWhatOnlyTheMessageTells(String step) throws IOException {
        assertThat(findings(copy("store-flows").replace(FLOWS, step))).isEmpty();
    }

    /** A topic that Wadi does not store has no other store. */
    @Test
    void acceptsAnyNameForATopicOfTheUser() throws IOException {
        String copy =
                copy("store-flows").replace("id: store-flows\n", "id: mine\n").replace("wadi-store-flows", "mine");
        assertThat(findings(copy.replace("{{wadi.topic}}", "of-my-own"))).isEmpty();
        assertThat(findings(copy.replace("{{wadi.topic}}", "of-my-own,packets")))
                .hasSize(2);
    }

    /** The lake keeps the offsets of a topic in its snapshot, whatever the consumer is called. */
    @Test
    void acceptsAnyNameForTheLake() throws IOException {
        String copy =
                copy("store-lake").replace("id: store-lake\n", "id: mine\n").replace("wadi-store-lake", "mine");
        assertThat(findings(copy)).isEmpty();
    }
}
