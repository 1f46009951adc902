package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.deploy.ShippedCopy;
import io.wadi.faults.LogLines;
import io.wadi.faults.Poison;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store under another name, which only its messages tell. */
class StoreNamesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path routes;

    @Test
    void waitsWithASentenceAndStoresOnceUnderItsOwnName() throws Exception {
        Settings settings = TestServers.withTables();
        String shipped = ShippedCopy.of("store-flows").orElseThrow();
        Path file = routes.resolve("store-flows.camel.yaml");
        Files.writeString(file, shipped.replace("constant: wadi-store-flows", "simple: '${null}mine'"));
        try (LogLines log = new LogLines("");
                Pipeline pipeline =
                        new Pipeline(settings, Set.of(Stage.STORE_FLOWS), TestServers.cache()).deploying(routes)) {
            pipeline.start();
            JdbcTemplate database = new JdbcTemplate(pipeline.database());
            publish(settings);
            await().atMost(LONG).until(() -> log.lines().stream()
                    .anyMatch(line -> line.contains("header WadiConsumer of a route that stores in table flows")));
            assertThat(packets(database)).isZero();
            Files.writeString(file, shipped);
            await().atMost(LONG).until(() -> packets(database) == 1);
        }
    }

    private static long packets(JdbcTemplate database) {
        return database.queryForObject("select coalesce(sum(packets), 0) from flows", Long.class);
    }

    private static void publish(Settings settings) throws Exception {
        Map<String, Object> options = Map.of("bootstrap.servers", settings.text(KafkaSettings.BROKERS));
        byte[] packet = Poison.packet("10.0.0.1", 80, 60, "1710000000").getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), packet))
                    .get();
        }
    }
}
