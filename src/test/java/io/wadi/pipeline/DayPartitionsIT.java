package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.faults.Poison;
import io.wadi.message.KafkaAccess;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import io.wadi.store.DayPartitions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Partitions of days: many at once, under readers that stay, and for rows that came before them. */
class DayPartitionsIT {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int FIFTY_YEARS = 18_250;
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate DAY = TODAY.minusDays(20);
    private static final String[] TABLES = {"traffic", "flows"};

    private Settings settings;
    private Pipeline pipeline;
    private JdbcTemplate database;

    @BeforeEach
    void start() throws Exception {
        settings = TestServers.withTables();
        pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
        pipeline.start();
        database = new JdbcTemplate(pipeline.database());
        database.setQueryTimeout(20);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private static String packet(LocalDate day) {
        long noon = day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
        return Poison.packet("10.0.0.1", 80, 60, String.valueOf(noon));
    }

    private void publish(List<String> messages) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            messages.forEach(message -> producer.send(
                    new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), message.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private void awaitNumber(String sql, long expected) {
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(number(sql)).as(sql).isEqualTo(expected));
    }

    private static String name(String table, LocalDate day) {
        return table + "_" + day.toString().replace("-", "");
    }

    /** Rows as they are stored while their day has no partition. */
    private void storeInDefault(LocalDate day, int rows, String name) {
        database.update("insert into traffic_default (id, src_ip, dst_ip, protocol, bytes, \"timestamp\", transport,"
                + " length, probe, name) overriding system value select -i, '192.0.2.1', '192.0.2.2', 'UDP', 60, timestamptz '"
                + day
                + " 00:00Z' + i * interval '200 ms', 'UDP', 60, 'p', " + name + " from generate_series(1, " + rows
                + ") as i");
    }

    @Test
    void fiftyYearsOfDaysLoad() {
        publish(IntStream.range(0, FIFTY_YEARS)
                .mapToObj(i -> packet(TODAY.minusDays(i)))
                .toList());
        awaitNumber("select coalesce(sum(next_offset), 0) from ingest_offsets", 2L * FIFTY_YEARS);
        for (String table : TABLES) {
            assertThat(number("select count(*) from " + table)).as(table).isEqualTo(FIFTY_YEARS);
            awaitNumber("select count(*) from " + table + "_default", 0);
            assertThat(number("select count(*) from pg_inherits where inhparent = '" + table + "'::regclass"))
                    .as("partitions of %s", table)
                    .isBetween(600L, 750L);
        }
        String plan = String.join(
                "\n",
                database.queryForList(
                        "explain select * from flows where window_start >= timestamptz '2001-03-04Z'"
                                + " and window_start < timestamptz '2001-03-05Z'",
                        String.class));
        assertThat(Pattern.compile("flows_\\d+").matcher(plan).results().map(MatchResult::group))
                .contains("flows_200103")
                .containsOnly("flows_200103");
        assertThat(plan).doesNotContain("flows_default");
    }

    /** As a backup or a long query does that begins before midnight. */
    @Test
    void aReaderThatStaysKeepsNoDayFromBeingStored() throws Exception {
        try (Connection reader = reader()) {
            publish(List.of(packet(DAY), packet(DAY)));
            awaitNumber("select count(*) from traffic", 2);
            awaitNumber("select coalesce(sum(packets), 0) from flows", 2);
            assertThat(number("select count(*) from traffic_default"))
                    .as("the reader is in the way of a partition")
                    .isEqualTo(2);
            reader.rollback();
        }
        for (String table : TABLES) {
            awaitNumber("select count(*) from " + table + "_default", 0);
            assertThat(number("select count(*) from " + name(table, DAY))).isPositive();
        }
    }

    private Connection reader() throws SQLException {
        Connection reader = DriverManager.getConnection(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), "");
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("select count(*) from traffic");
            statement.execute("select count(*) from flows");
        }
        return reader;
    }

    @Test
    void aRowThatCameBeforeItsPartitionMovesThere() {
        storeInDefault(DAY, 1, "null");
        publish(List.of(packet(DAY)));
        awaitNumber("select count(*) from traffic", 2);
        awaitNumber("select count(*) from traffic_default", 0);
        assertThat(number("select count(*) from " + name("traffic", DAY))).isEqualTo(2);
    }

    @Test
    void manyRowsMoveInSlices() {
        int rows = 250_000;
        storeInDefault(DAY, rows, "null");
        awaitNumber("select count(*) from traffic_default", 0);
        assertThat(number("select count(*) from traffic")).isEqualTo(rows);
        assertThat(number("select count(*) from pg_inherits join pg_class on oid = inhrelid"
                        + " where inhparent = 'traffic'::regclass and relname like '" + name("traffic", DAY) + "%'"))
                .as("a slice each for 100,000 rows")
                .isEqualTo(3);
        publish(List.of(packet(DAY)));
        awaitNumber("select count(*) from traffic", rows + 1L);
        assertThat(number("select count(*) from traffic_default")).isZero();
    }

    /** Attaching a partition reads the default partition under lock, unless a constraint says what is not in it. */
    @Test
    void aLargeDefaultPartitionKeepsNoDayFromItsPartition() {
        storeInDefault(TODAY.plusDays(90), 80_000, "repeat('x', 1000)");
        publish(List.of(packet(DAY)));
        awaitNumber("select count(*) from traffic", 80_001);
        awaitNumber("select count(*) from traffic_default", 80_000);
        assertThat(number("select count(*) from " + name("traffic", DAY))).isEqualTo(1);
        awaitNumber("select count(*) from pg_constraint where conname = 'wadi_reserved'", 0);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DayPartitions partitions = new DayPartitions(pipeline.database(), settings.get(StoreSettings.DAYS_AHEAD));
        partitions.bindTo(meters);
        partitions.keep();
        assertThat(meters.get("wadi.store.ahead.rows")
                        .tag("table", "traffic")
                        .gauge()
                        .value())
                .isEqualTo(80_000);
    }

    /** A process may end between the two steps. */
    @ParameterizedTest
    @ValueSource(strings = {"traffic", "flows"})
    void aPacketOfARangeThatIsReservedIsStoredWhenItIsReleased(String table) {
        assertThat(database.queryForObject(
                        "select wadi_reserve_range('" + table + "', timestamptz '" + TODAY.plusDays(30)
                                + " 00:00Z', timestamptz '" + TODAY.plusDays(31) + " 00:00Z')",
                        Boolean.class))
                .isTrue();
        publish(List.of(packet(TODAY.plusDays(30)), packet(TODAY)));
        awaitNumber("select count(*) from traffic", 2);
        awaitNumber("select coalesce(sum(packets), 0) from flows", 2);
        assertThat(number("select sum(dead) from ingest_offsets")).isZero();
        assertThat(number("select count(*) from traffic_default")).isEqualTo(1);
    }
}
