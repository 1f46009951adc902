package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.Poison;
import io.wadi.settings.KafkaAccess;
import io.wadi.settings.Settings;
import io.wadi.store.StoreLag;
import io.wadi.web.health.LagCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an administrator of Kafka may do to the topic while the store routes run. */
class TopicChangesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Settings settings;
    private Pipeline pipeline;
    private Admin admin;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.settings();
        topic = settings.get("wadi.topic");
        admin = Admin.create(KafkaAccess.of(settings).properties());
        pipeline = started();
    }

    private Pipeline started() throws StartException {
        Pipeline stores = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        stores.start();
        return stores;
    }

    @AfterEach
    void stop() {
        pipeline.close();
        admin.close();
    }

    @Test
    void partitionsThatAreAddedAreStoredToo() throws Exception {
        publish(0, 10);
        awaitStored(10);
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5))).all().get();
        publish(4, 7);
        awaitStored(17);
    }

    @Test
    void aTopicMadeAnewIsWaitedForUntilTheOperatorDecides() throws Exception {
        publish(0, 10);
        awaitStored(10);
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(LONG).until(() -> !admin.listTopics().names().get().contains(topic));
        await().atMost(LONG).ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
            return true;
        });
        publish(0, 3);
        StoreLag lag = new StoreLag(pipeline.database(), admin, List.of(topic));
        await().atMost(LONG).untilAsserted(() -> {
            lag.refresh();
            HealthCheck.Result health = new LagCheck(lag, LONG).call();
            assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health.getMessage().orElseThrow())
                    .contains(
                            "wadi-store-traffic partition 0 is at offset 10, but the topic ends at 3",
                            "wadi.offsets.beyond-end=restart");
        });
        pipeline.close();

        settings.set("wadi.offsets.beyond-end", "restart");
        pipeline = started();
        awaitStored(13);
        publish(0, 20);
        awaitStored(33);
    }

    private void publish(int partition, int count) throws Exception {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] message = Poison.packet("10.0.0.1", 80, 60, "1710000000").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, partition, null, message))
                        .get();
            }
        }
    }

    private void awaitStored(long packets) {
        JdbcTemplate database = new JdbcTemplate(pipeline.database());
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                    .isEqualTo(packets);
            assertThat(database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class))
                    .isEqualTo(packets);
        });
    }
}
