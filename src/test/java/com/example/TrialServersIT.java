package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.trial.RouteTrial;
import io.wadi.trial.TrialServers;
import io.wadi.trial.WithTrialServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A test of a route that sends to Kafka and a database, as authors write it (docs/testing-routes.md). */
@WithTrialServers
class TrialServersIT {

    private static final Path CAPTURE = Path.of("routes.d/examples/json-lines/three-packets.pcap");
    private static final String ROUTE = """
            - route:
                id: seen
                from:
                  uri: pcap:live:no-such-device
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: "insert into seen values (:#${body.size})"
                          dataSource: "#database"
                          noop: true
                    - setBody: {simple: "${body.size} packets at {{my.site:home}}"}
                    - to: {uri: "kafka:seen"}
            """;

    @TempDir
    private static Path folder;

    private final String brokers;

    TrialServersIT(TrialServers servers) {
        brokers = servers.brokers();
    }

    @Test
    void stepsReachTheBrokerAndTheDatabase(TrialServers servers) throws Exception {
        Path route = route("seen", servers);
        try (RouteTrial trial = RouteTrial.of(route, servers)) {
            trial.start();
            trial.send(CAPTURE);
        }
        assertThat(new JdbcTemplate(servers.database()).queryForList("select packets from seen", Integer.class))
                .containsExactly(3);
        assertThat(published(servers, "seen")).containsExactly("3 packets at home");
    }

    @Test
    void stepsFindSettingsOfTheTestToo(TrialServers servers) throws Exception {
        Path route = route("seen_elsewhere", servers);
        try (RouteTrial trial = RouteTrial.of(route, servers, Map.of("my.site", "work"))) {
            trial.start();
            trial.send(CAPTURE);
        }
        assertThat(published(servers, "seen_elsewhere")).containsExactly("3 packets at work");
    }

    /** A file whose table and topic exist, with names of their own. */
    private static Path route(String name, TrialServers servers) throws Exception {
        new JdbcTemplate(servers.database()).execute("create table " + name + " (packets integer)");
        servers.createTopic(name);
        return Files.writeString(folder.resolve(name + ".camel.yaml"), ROUTE.replace("seen", name));
    }

    @Nested
    class Inside {

        @Test
        void hasTheServersOfTheClassAroundIt(TrialServers servers) {
            assertThat(new JdbcTemplate(servers.database()).queryForList("select 1", Integer.class))
                    .containsExactly(1);
            assertThat(servers.brokers()).isEqualTo(brokers);
        }
    }

    private static List<String> published(TrialServers servers, String topic) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", servers.brokers(), "group.id", "test", "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofSeconds(1)).spliterator(), false)
                                    .map(ConsumerRecord::value)
                                    .toList(),
                            values -> !values.isEmpty());
        }
    }
}
