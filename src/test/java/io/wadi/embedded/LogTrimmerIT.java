package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The embedded broker deletes old messages, but none that is not stored yet. */
class LogTrimmerIT {

    private static final int MESSAGES = 1_000;
    private static final int KILOBYTE = 1_000;
    private static final LogTrimmer.Limits SMALL = new LogTrimmer.Limits(50 * KILOBYTE, 0, Duration.ofDays(1));
    private static final LogTrimmer.Limits LARGE = new LogTrimmer.Limits(Long.MAX_VALUE / 2, 0, Duration.ofDays(1));

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private Settings settings;
    private JdbcTemplate database;
    private Admin admin;
    private String topic;
    private String id;

    @BeforeEach
    void publish() throws Exception {
        settings = TestServers.settings();
        topic = settings.get(KafkaSettings.TOPIC);
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
        admin = Admin.create(KafkaAccess.of(settings).properties());
        id = admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .topicId(topic)
                .get()
                .toString();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(new ProducerRecord<>(topic, new byte[KILOBYTE]));
            }
        }
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private void migrate() {
        TestSchema.migrate(source);
    }

    private void storedUpTo(String consumer, String topicId, long next) {
        database.update(
                "insert into ingest_offsets (consumer, topic, partition, next_offset, topic_id) values (?, ?, 0, ?, ?)"
                        + " on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset",
                consumer,
                topic,
                next,
                topicId);
    }

    private void trim(Set<String> storedTopics, LogTrimmer.Limits limits, Instant now) {
        new LogTrimmer(admin, source, storedTopics, limits, Clock.fixed(now, ZoneOffset.UTC)).run();
    }

    private long oldest() throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Test
    void keepsWhatAnyConsumerHasYetToStore() throws Exception {
        migrate();
        storedUpTo("wadi-store-traffic", id, 500);
        storedUpTo("wadi-store-flows", id, 300);
        trim(Set.of(topic), SMALL, Instant.now());
        assertThat(oldest()).isEqualTo(300);

        storedUpTo("wadi-store-traffic", id, MESSAGES);
        storedUpTo("wadi-store-flows", id, MESSAGES);
        trim(Set.of(topic), LARGE, Instant.now());
        assertThat(oldest()).isEqualTo(300);
        trim(Set.of(topic), SMALL, Instant.now());
        assertThat(oldest()).as("the last 50 kB are kept").isBetween(900L, MESSAGES - 10L);
        trim(Set.of(topic), LARGE, Instant.now().plus(Duration.ofDays(2)));
        assertThat(oldest()).as("all are old").isEqualTo(MESSAGES);
    }

    @Test
    void keepsATopicThatNoConsumerHasBegunOrThatWasRecreated() throws Exception {
        trim(Set.of(topic), SMALL, Instant.now());
        assertThat(oldest()).as("no table yet").isZero();
        migrate();
        trim(Set.of(topic), SMALL, Instant.now());
        assertThat(oldest()).as("no row yet").isZero();
        storedUpTo("wadi-store-traffic", "of an earlier topic", MESSAGES);
        trim(Set.of(), SMALL, Instant.now().plus(Duration.ofDays(2)));
        assertThat(oldest()).as("another topic's row").isZero();
    }

    @Test
    void trimsATopicThatNobodyStores() throws Exception {
        migrate();
        trim(Set.of("packets"), SMALL, Instant.now());
        assertThat(oldest()).isBetween(900L, MESSAGES - 10L);
    }

    @Test
    void theBrokerItselfDeletesNothing() throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
    }
}
