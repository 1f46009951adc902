package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.LogLines;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sinks that name a topic which does not exist; {@code SinksIT.kafka} has one that is created. */
class SinkTopicsIT {

    @RegisterExtension
    private static final KafkaForSinks kafka = new KafkaForSinks();

    @TempDir
    private Path folder;

    private SinkRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), "packets");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isRefusedToReadOneUntilItExists() throws Exception {
        Map<String, String> misspelt = Map.of("kafka:{{wadi.topic}}", "kafka:pakets");
        rig.write("kafka", misspelt);
        assertThat(rig.refused())
                .extracting(Object::toString)
                .containsExactly("sink-kafka.camel.yaml:23: topic pakets does not exist on Kafka at " + kafka.brokers()
                        + ", or Wadi's user may not read it; the nearest is packets; create it with kafka-topics.sh"
                        + " --bootstrap-server " + kafka.brokers() + " --create --topic pakets");
        rig.createTopic("pakets");
        rig.write("kafka", misspelt);
        assertThat(rig.refused()).isEmpty();
    }

    @Test
    void isRefusedToSendToOneThatCannotExist() throws Exception {
        rig.write("kafka", Map.of("kafka:packets.copy", "kafka:packets!copy"));
        assertThat(rig.refused())
                .extracting(Object::toString)
                .containsExactly("sink-kafka.camel.yaml:42: kafka: topic packets!copy cannot exist;"
                        + " a name has 1 to 249 letters, digits, dots, underscores or hyphens");
    }

    /** Kafka takes a dot for an underscore in the names of its metrics, so it refuses a topic that differs only there. */
    @Test
    void isRefusedToSendToOneThatKafkaDoesNotCreate() throws Exception {
        rig.createTopic("refused_copy");
        rig.write("kafka", Map.of("kafka:packets.copy", "kafka:refused.copy"));
        assertThat(rig.refused())
                .singleElement()
                .asString()
                .endsWith("collides with existing topic: refused_copy)")
                .startsWith("sink-kafka.camel.yaml:42: topic refused.copy does not exist, and Kafka at "
                        + kafka.brokers() + " refuses to create it (");
    }

    /** As after wadi.topic is renamed, while the sink had not read all: nothing else knows of these messages. */
    @Test
    void warnsOfWhatItHasLeftInAnotherTopic() throws Exception {
        rig.createTopic("later");
        rig.publish(0, 7);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            Map<TopicPartition, OffsetAndMetadata> nothingRead = IntStream.range(0, SinkRig.PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition("packets", partition),
                            partition -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets("left", nothingRead).all().get();
        }
        try (LogLines log = new LogLines("io.wadi.message.UserTopics")) {
            rig.write("kafka", Map.of("kafka:{{wadi.topic}}", "kafka:later", "groupId: sink-kafka", "groupId: left"));
            assertThat(rig.refused()).isEmpty();
            assertThat(log.lines())
                    .containsOnlyOnce("Topic packets still has 7 messages that consumer group left has not read. It now"
                            + " reads later. To read the rest, let the route read topic packets again until it has reached"
                            + " the end");
        }
    }

    @Test
    void isNotAskedForOnOtherBrokers() throws Exception {
        rig.write("kafka", Map.of("# brokers: other-host:9092", "brokers: 127.0.0.1:9", "packets.copy", "elsewhere"));
        assertThat(rig.refused()).isEmpty();
        assertThat(rig.topics()).doesNotContain("elsewhere");
    }
}
