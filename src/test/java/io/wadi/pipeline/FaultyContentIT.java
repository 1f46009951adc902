package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.web.health.ConsumersCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that trigger a bug of Wadi, in the aggregation strategy ({@code store-flows}) or after it ({@code
 * store-traffic}): each becomes a dead letter, and every other message is stored once. After other failures the store
 * waits, and health says so.
 */
class FaultyContentIT extends PoisonedTopic {

    @TempDir
    private Path folder;

    private String step = "poison";

    @Override
    Pipeline pipeline(Settings of) throws Exception {
        if (step != null) {
            replace("store-traffic", "id: collect-packets");
            replace("store-flows", "id: add-up-flows");
        }
        return super.pipeline(of).deploying(folder);
    }

    /** Replaces a shipped route by itself with a step of {@link HostileStep} before its aggregation. */
    private void replace(String route, String aggregation) throws IOException {
        String file = route + ".camel.yaml";
        String text = Files.readString(Path.of("src/main/resources/routes", file));
        String before = "        - aggregate:\n            " + aggregation;
        assertThat(text).contains(before);
        String added = "        - bean: {beanType: io.wadi.pipeline.HostileStep, method: " + step + "}\n";
        Files.writeString(folder.resolve(file), text.replace(before, added + before));
    }

    /** Replaces a shipped route by itself with a step before this one that fails at packets, as an own bean with a bug does. */
    private void replaceByFailing(String route, String step, String failure) throws IOException {
        String file = route + ".camel.yaml";
        String text = Files.readString(Path.of("src/main/resources/routes", file));
        String before = "              - bean: {id: " + step;
        assertThat(text).contains(before);
        String added = """
                - filter:
                    simple: "${header.WadiRead} > 0"
                    steps:
                      - %s
                """.formatted(failure).indent(14);
        Files.writeString(folder.resolve(file), text.replace(before, added + before));
    }

    private void startReplaced() throws Exception {
        start("packets");
        await().atMost(LONG).until(() -> isReplaced("store-traffic") && isReplaced("store-flows"));
    }

    private boolean isReplaced(String id) {
        Route route = pipeline.context().getRoute(id);
        return route != null && route.getSourceResource().getLocation().startsWith("file:");
    }

    private static List<String> lettersOf(String consumer) {
        return POISON.stream().map(number -> consumer + " " + number).toList();
    }

    @Test
    void aFaultCostsTheMessageThatMeetsItAndNoOther() throws Exception {
        startReplaced();
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        awaitEnd("wadi-store-traffic");
        awaitEnd("wadi-store-flows");
        assertThat(number("select count(*) from traffic")).isEqualTo(MESSAGES - POISON.size());
        for (String table : List.of("flows", "flows_hour_now", "flows_day_now")) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(MESSAGES - POISON.size());
        }
        assertThat(dead("wadi-store-traffic")).isEqualTo(POISON.size());
        assertThat(dead("wadi-store-flows")).isEqualTo(POISON.size());
        assertThat(letters())
                .allMatch(letter -> letter.contains("it cannot be prepared for the database: java.lang.NullPointer"))
                .extracting(
                        letter -> String.join(" ", List.of(letter.split(" ")).subList(0, 2)))
                .containsAll(lettersOf("wadi-store-traffic"))
                .containsAll(lettersOf("wadi-store-flows"))
                .hasSize(2 * POISON.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throwException: {exceptionType: java.lang.NullPointerException, message: mine}",
                "to: 'sql:select 1/0?dataSource=#database'"
            })
    void aFaultOfAnOwnStepCostsNothing(String failure) throws Exception {
        step = null;
        replaceByFailing("store-traffic", "copy-traffic", failure);
        replaceByFailing("store-flows", "insert-flows", failure);
        startReplaced();
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        HealthCheck check = new ConsumersCheck(pipeline.context(), Duration.ofSeconds(2));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(check.call().getMessage().orElse(""))
                        .contains("store-traffic retries", "store-flows retries"));
        Files.delete(folder.resolve("store-traffic.camel.yaml"));
        Files.delete(folder.resolve("store-flows.camel.yaml"));
        awaitEnd("wadi-store-traffic");
        awaitEnd("wadi-store-flows");
        assertThat(number("select count(*) from traffic")).isEqualTo(MESSAGES);
        assertThat(number("select sum(packets) from flows")).isEqualTo(MESSAGES);
        assertThat(dead("wadi-store-traffic") + dead("wadi-store-flows")).isZero();
    }

    /** Before the aggregation nothing says which message it is; the route waits, and nothing is lost. */
    @Test
    void whatPassesIsWaitedForAndHealthSaysWhy() throws Exception {
        HostileStep.failing = true;
        step = "fail";
        startReplaced();
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        HealthCheck check = new ConsumersCheck(pipeline.context(), Duration.ofSeconds(2));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(check.call().getMessage().orElse(""))
                        .contains("store-flows retries: the pool is closed"));
        HostileStep.failing = false;
        awaitEnd("wadi-store-flows");
        assertThat(number("select sum(packets) from flows")).isEqualTo(MESSAGES);
    }
}
