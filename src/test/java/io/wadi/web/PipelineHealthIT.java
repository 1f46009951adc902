package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestSchema;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Health, metrics and MBeans with a real broker and database and a backlog; then both servers stop. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineHealthIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static EmbeddedServers servers;
    private static HikariDataSource database;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings addresses = Settings.load();
        servers = EmbeddedServers.start(folder.resolve("data"), addresses);
        database = pool(addresses);
        TestSchema.migrate(database);
        KafkaAccess kafka = KafkaAccess.of(addresses);
        publish(kafka);
        storedUpTo(2);
        server = new TestServer(Map.of(
                        "wadi.health.stall-seconds",
                        "1",
                        "wadi.kafka.brokers",
                        addresses.text(KafkaSettings.BROKERS),
                        "wadi.database.url",
                        addresses.text(DatabaseSettings.URL) + "?password=topsecret"))
                .bind("database", database)
                .bind("kafka-access", kafka)
                .bind("geoip-database", new GeoIpDatabase(Optional.empty(), Optional.empty(), folder))
                .bind("store-counters", new StoreCounters())
                .start();
    }

    private static HikariDataSource pool(Settings addresses) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(addresses.text(DatabaseSettings.URL));
        config.setUsername(addresses.get(DatabaseSettings.USER));
        config.setConnectionTimeout(5_000);
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }

    private static void publish(KafkaAccess kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.properties())) {
            admin.createTopics(List.of(new NewTopic("packets", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }
        Map<String, Object> client = new HashMap<>(kafka.properties());
        client.put("key.serializer", ByteArraySerializer.class);
        client.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client)) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>("packets", 1, null, new byte[] {1}))
                        .get();
            }
        }
    }

    private static void storedUpTo(long offset) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into ingest_offsets (consumer, topic, partition, next_offset)"
                    + " values ('wadi-store-flows', 'packets', 1, " + offset + ")"
                    + " on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
        servers.close();
    }

    private static String stateOf(String check) throws Exception {
        HttpResponse<String> response = server.get("/observe/health");
        assertThat(response.body()).doesNotContain("topsecret");
        for (JsonNode node : JSON.readTree(response.body()).path("checks")) {
            if (node.path("name").asText().equals(check)) {
                return node.path("status").asText() + " " + node.path("message").asText();
            }
        }
        return "no such check";
    }

    @Test
    @Order(1)
    void isReadyWithABrokerAndADatabase() {
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> response = server.get("/observe/health/ready");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("database", "broker").doesNotContain("lag", "topsecret");
        });
    }

    @Test
    @Order(2)
    void lagIsSeenByMetricsAndJmx() throws Exception {
        String series = "wadi_store_lag{consumer=\"wadi-store-flows\",partition=\"1\"} 8.0";
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.get("/observe/metrics").body()).contains(series));
        ObjectName lag = new ObjectName("io.wadi:name=store-lag");
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(lag, "Messages"))
                .isEqualTo(8L);
        assertThat(new CaptureHealth().read(server.main().getCamelContext()).lag())
                .containsOnly(entry("wadi-store-flows", 8L));
    }

    @Test
    @Order(3)
    void aStoreThatStandsStillIsDownAndOneThatMovesIsNot() throws Exception {
        await().atMost(SOON).until(() -> stateOf("lag")
                .equals(
                        "DOWN Nothing stored for 1 s: wadi-store-flows partition 1 has 8 messages before it, and no process"
                                + " reads for it"));
        storedUpTo(10);
        await().atMost(SOON).until(() -> stateOf("lag").startsWith("UP"));
    }

    @Test
    @Order(4)
    void geoIpIsShownAndReloadedByJmx() throws Exception {
        ObjectName name = new ObjectName("io.wadi:name=geoip-database");
        var mbeans = ManagementFactory.getPlatformMBeanServer();
        long before = (Long) mbeans.getAttribute(name, "Reloads");
        mbeans.invoke(name, "reload", null, null);
        assertThat(mbeans.getAttribute(name, "Reloads")).isEqualTo(before + 1);
        assertThat((String) mbeans.getAttribute(name, "CityBuildDate")).startsWith("2019-11-");
        assertThat(server.get("/observe/metrics").body()).contains("wadi_geoip_built_seconds{database=\"city\"}");
        assertThat(stateOf("geoip")).startsWith("UP");
    }

    @Test
    @Order(5)
    void namesTheServersThatAreGone() {
        servers.close();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(stateOf("database"))
                .startsWith("DOWN The database jdbc:postgresql://"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stateOf("broker")).startsWith("DOWN Kafka at "));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        server.get("/observe/health/live").statusCode())
                .isEqualTo(200));
    }
}
