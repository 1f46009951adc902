package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.ExporterMinuteJson;
import io.wadi.message.KafkaAccess;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** No message on topic {@code exporters} stops the store of exporters' minutes. */
class ExporterMinutesIT {

    private static final int REFUSED_DOMAIN = 666;

    private static byte[] minute(int cell, int domain) {
        return """
                {"collector": "0f0e0d0c-0b0a-0908-0706-050403020100", "cell": %d, "minute": 1700000040, "probe": "r7",
                 "protocol": "v9", "domain": %d, "datagrams": 5, "records": 9}
                """.formatted(cell, domain).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageThatIsRefusedIsLeftOutAndCounted() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.netflow.enabled", "true");
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            pipeline.start();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            database.execute("alter table exporter_minutes add constraint of_this_test check (domain <> "
                    + REFUSED_DOMAIN + ")");
            byte[] noUuid = new String(minute(3, 1), StandardCharsets.UTF_8)
                    .replaceFirst("\"0f.*?\"", "\"1-1-1-1-1\"")
                    .getBytes(StandardCharsets.UTF_8);
            for (byte[] message :
                    List.of("null".getBytes(StandardCharsets.UTF_8), minute(1, REFUSED_DOMAIN), noUuid, minute(2, 1))) {
                producer.send(new ProducerRecord<>(settings.get(KafkaSettings.EXPORTERS_TOPIC), 0, null, message));
            }
            producer.flush();

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            database.queryForList("select cell from exporter_minutes", Long.class))
                    .containsExactly(2L));
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            pipeline.context()
                    .getRegistry()
                    .findSingleByType(ExporterMinuteJson.class)
                    .bindTo(meters);
            assertThat(meters.get("wadi.exporter.minutes.refused")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("wadi.exporter.minutes.unreadable")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
        }
    }
}
