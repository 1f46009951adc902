package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.Sql;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowBatch;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.settings.TableStore;
import io.wadi.store.DayPartitions;
import io.wadi.store.FlowRows;
import io.wadi.store.Fold;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficBatch;
import io.wadi.store.TrafficCopy;
import io.wadi.testing.PooledDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database with the real schema, filled by the real aggregation and statements, and the detections over it. */
final class Lab {

    /** The moment that tests look at: a Monday morning. */
    static final Instant NOW = Instant.parse("2025-03-03T10:30:00Z");

    private final HikariDataSource source;
    private final JdbcTemplate database;
    private final Map<IpAddress, GeoInfo> places = new HashMap<>();
    private final DetectionRunner runner;
    private final AlertBook book;
    private final Fold fold;
    private long offset;

    Lab() throws Exception {
        Settings settings = TestServers.withTables();
        source = PooledDatabase.of(settings);
        database = new JdbcTemplate(source);
        DetectCounters counters = new DetectCounters();
        runner = new DetectionRunner(source, Duration.ofSeconds(30), counters);
        book = new AlertBook(source, counters);
        fold = new Fold(source, 1_000_000);
    }

    DataSource source() {
        return source;
    }

    /** Ends the sessions; the next statement begins one. */
    void endSessions() {
        source.getHikariPoolMXBean().softEvictConnections();
    }

    JdbcTemplate database() {
        return database;
    }

    DetectionRunner runner() {
        return runner;
    }

    Fold fold() {
        return fold;
    }

    AlertBook book() {
        return book;
    }

    /** Forgets everything but the schema. */
    void empty() {
        database.execute(
                "truncate traffic, flows, flows_hour, flows_day, hosts, geoip, pending_batches, ingest_offsets, alerts,"
                        + " alert_events, alert_suppressions, detection_runs");
        database.update("insert into ingest_offsets (consumer, topic, partition, next_offset)"
                + " values ('wadi-store-flows', 'packets', 0, 0), ('wadi-store-traffic', 'packets', 0, 0)");
        offset = 0;
        places.clear();
    }

    /** Says where an address is. */
    void place(String address, String country, long asn) {
        places.put(
                IpAddress.parse(address),
                new GeoInfo(country, country, null, null, null, asn, "AS " + asn, LocalDate.EPOCH));
    }

    /** Stores a scene's packets in flows, its sums, hosts, geoip and traffic. */
    void store(Scene scene) throws SQLException {
        store(scene.packets());
    }

    void store(List<Packet> packets) throws SQLException {
        OffsetRange range = new OffsetRange("packets", null, 0, offset, offset + packets.size());
        PacketBatch batch = new PacketBatch(range, packets, List.of());
        FlowBatch flows = aggregated(
                new FlowAggregationStrategy(60, new StoreMemory()), new EnrichedBatch(batch, places), FlowBatch.class);
        Map<String, Object> flowRows = new FlowRows().parameters(flows);
        DayPartitions days = new DayPartitions(source, 1);
        days.ensure("flows", (String[]) flowRows.get("days"));
        execute("store/store-flows", flowRows);
        fold.all();
        TrafficBatch traffic = aggregated(new TrafficAggregationStrategy(new StoreMemory()), batch, TrafficBatch.class);
        TrafficCopy copy = new TrafficCopy(source, Settings.load());
        days.ensure("traffic", copy.days(traffic));
        copy.store(traffic, TableStore.TRAFFIC.consumer());
        offset = range.next();
    }

    private static <T> T aggregated(AggregationStrategy strategy, Object body, Class<T> type) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return strategy.aggregate(null, exchange).getMessage().getBody(type);
    }

    private void execute(String file, Map<String, Object> parameters) throws SQLException {
        Map<String, Object> values = new HashMap<>(parameters);
        values.put(TableStore.HEADER, TableStore.FLOWS.consumer());
        JdbcTemplate template = new JdbcTemplate(source);
        Sql statement = Sql.file(file);
        template.execute((Connection connection) -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
                new ArgumentPreparedStatementSetter(statement.arguments(values).toArray()).setValues(prepared);
                return prepared.execute();
            }
        });
    }

    /** A shipped detection. */
    static Detection shipped(String name) {
        return new Detections(Path.of("no such folder"))
                .current().stream()
                        .filter(detection -> detection.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    /** The subjects of all alerts that a detection opens when it runs three times from this moment on. */
    List<String> alerts(String name, Instant moment) throws SQLException {
        Detection detection = shipped(name);
        for (int minute = 0; minute < 3; minute++) {
            DetectionRun run = runner.run(detection, moment.plus(Duration.ofMinutes(minute)));
            assertThat(run.error()).isNull();
            book.apply(run);
        }
        return database.queryForList("select subject from alerts order by id", String.class);
    }

    List<String> alerts(String name) throws SQLException {
        return alerts(name, NOW);
    }
}
