package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.testing.ComposeFile;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings in the compose files are settings that Wadi and Kafka have, and name each other's ports. */
class ComposeFilesTest {

    static Stream<ComposeFile> files() throws Exception {
        return Stream.of(new ComposeFile("docker-compose.yml"), ComposeFile.cluster());
    }

    @ParameterizedTest
    @MethodSource("files")
    void wadiKnowsItsSettings(ComposeFile compose) {
        assertThat(compose.services("wadi")).containsExactlyInAnyOrder("capture", "store", "web");
        for (String service : compose.services("wadi")) {
            Settings settings = Settings.load();
            settings.readEnvironment(compose.environment(service));
            assertThat(settings.text(KafkaSettings.BROKERS)).as(service).isNotEqualTo("localhost:9092");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void kafkaKnowsItsSettings(ComposeFile compose) {
        for (String node : compose.services("apache/kafka")) {
            assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                    .as(node)
                    .containsAll(compose.kafka(node).keySet());
        }
    }

    @Test
    void everyNodeOfTheClusterIsNamedByWhoUsesIt() throws Exception {
        ComposeFile compose = ComposeFile.cluster();
        List<String> nodes = compose.services("apache/kafka");
        assertThat(nodes).containsExactlyInAnyOrder("kafka", "kafka-2", "kafka-3");
        TreeSet<String> inside = new TreeSet<>();
        TreeSet<String> outside = new TreeSet<>();
        for (String node : nodes) {
            Map<String, String> kafka = compose.kafka(node);
            String[] advertised = kafka.get("advertised.listeners").split(",");
            inside.add(advertised[0].replace("INTERNAL://", ""));
            outside.add(advertised[1].replace("HOST://", ""));
            assertThat(kafka.get("controller.quorum.voters")).contains(kafka.get("node.id") + "@" + node + ":9093");
            assertThat(kafka.get("listeners"))
                    .contains("HOST://:" + advertised[1].replaceAll(".*:", ""))
                    .contains("CONTROLLER://:9093");
        }
        for (String service : compose.services("wadi")) {
            assertThat(new TreeSet<>(List.of(compose.environment(service)
                            .get("WADI_KAFKA_BROKERS")
                            .split(","))))
                    .as(service)
                    .isEqualTo(service.equals("capture") ? outside : inside);
            assertThat(compose.environment(service)).containsEntry("WADI_TOPIC_REPLICATION", "3");
        }
    }

    @Test
    void anUnknownNameIsFound() {
        assertThatThrownBy(() -> Settings.load().readEnvironment(Map.of("WADI_TOPIC_REPLICAS", "3")))
                .hasMessageContaining("WADI_TOPIC_REPLICAS");
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).doesNotContain("default.replication");
    }
}
