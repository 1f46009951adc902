package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.Poison;
import io.wadi.message.KafkaAccess;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** While the database accepts nothing, a store reads only a few batches ahead, whatever the backlog. */
class StoreBackPressureIT {

    private static final int MESSAGES = 60_000;
    private static final int BATCH = 1_000;
    private static final int MOST_AHEAD = 8 * BATCH;
    private static final String WAITING = "select exists (select from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock')";

    private Settings settings;
    private PGSimpleDataSource database;
    private Pipeline pipeline;

    @BeforeEach
    void create() throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.topic.partitions", "1");
        for (String store : new String[] {"traffic", "flows"}) {
            settings.set("wadi.store-" + store + ".batch-packets", String.valueOf(BATCH));
            settings.set("wadi.store-" + store + ".poll-packets", "500");
        }
        database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @ParameterizedTest
    @CsvSource({"STORE_TRAFFIC, traffic, count(*)", "STORE_FLOWS, flows, sum(packets)"})
    void readsNoFurtherThanAFewBatchesAhead(Stage stage, String table, String packets) throws Exception {
        pipeline = new Pipeline(settings, Set.of(stage), TestServers.cache());
        pipeline.start();
        JdbcTemplate tables = new JdbcTemplate(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            publish();
            await().atMost(Duration.ofMinutes(1)).until(() -> tables.queryForObject(WAITING, Boolean.class));
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> consumed("wadi-store-" + table) <= MOST_AHEAD);
            connection.rollback();
        }
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(
                        tables.queryForObject("select " + packets + " from " + table, Long.class))
                .isEqualTo(MESSAGES));
    }

    private void publish() {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        byte[] message = Poison.packet("10.0.0.1", 80, 60, "1710000000").getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), message));
            }
        }
    }

    /** Records that the group's consumer of this process has been given (Kafka's own metric, which counts a fetch once all of it is handed over). */
    private static double consumed(String group) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double records = 0;
        for (ObjectName name : beans.queryNames(
                new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*" + group + "*"), null)) {
            double total = (double) beans.getAttribute(name, "records-consumed-total");
            records += Double.isNaN(total) ? 0 : total;
        }
        return records;
    }
}
