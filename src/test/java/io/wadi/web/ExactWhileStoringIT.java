package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.geoip.GeoInfo;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import io.wadi.store.DirectStore;
import io.wadi.store.Fold;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Every sum that the pages and schema {@code bi} show, against the rows of {@code flows}, while stores and folds go on. */
class ExactWhileStoringIT {

    private static final int WRITERS = 3;
    private static final int BATCHES = 24;
    private static final int PACKETS = 500;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final String GATEWAY = "10.0.0.1";
    private static final String ALL = "select coalesce(sum(%s), 0) from flows";

    /** 2024-03-08 to 2024-03-12, and from the middle of an hour to that of another. */
    private static final List<long[]> RANGES =
            List.of(new long[] {1_709_856_000, 1_710_201_600}, new long[] {1_709_999_990, 1_710_193_800});

    private DataSource source;
    private JdbcClient database;
    private TransactionTemplate snapshot;

    @BeforeEach
    void migrate() throws Exception {
        source = DirectStore.source(TestServers.withTables());
        database = Jdbc.client(source);
        // Of all packets; two writers that create a day at the same time are not what this is about.
        database.sql("select wadi_ensure_day('flows', date '2024-03-09' + day) from generate_series(0, 2) as day")
                .query(row -> {});
        snapshot = Jdbc.transaction(source);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Test
    void sumsAreThoseOfTheFlowsAtAnyMoment() throws Exception {
        AtomicBoolean stored = new AtomicBoolean();
        Fold fold = new Fold(source, 1_000_000);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        List<Future<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> threads.submit(() -> write(writer)))
                .toList();
        Future<Integer> folds = threads.submit((Callable<Integer>) () -> {
            int count = 0;
            while (!stored.get()) {
                fold.all();
                count++;
            }
            return count;
        });
        int looks = 0;
        int pending = 0;
        while (writers.stream().anyMatch(writer -> !writer.isDone())) {
            pending += snapshot.execute(status -> look()) > 0 ? 1 : 0;
            looks++;
        }
        stored.set(true);
        for (Future<Void> writer : writers) {
            writer.get();
        }
        assertThat(folds.get()).as("folds").isGreaterThan(3);
        assertThat(pending)
                .as("of %s looks those at something that was not folded", looks)
                .isPositive();
        threads.shutdown();
        snapshot.executeWithoutResult(status -> look());
        fold.all();
        snapshot.executeWithoutResult(status -> look());
        assertThat(number(ALL.formatted("packets"))).isEqualTo((long) WRITERS * BATCHES * PACKETS);
    }

    private Void write(int writer) {
        DirectStore store = new DirectStore(source, writer);
        Random random = new Random(writer);
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Packet> packets = new ArrayList<>();
            Map<IpAddress, GeoInfo> places = new HashMap<>();
            for (int i = 0; i < PACKETS; i++) {
                String peer = "8.8." + random.nextInt(4) + "." + random.nextInt(256);
                places.put(
                        IpAddress.parse(peer),
                        new GeoInfo("NL", "Netherlands", null, 52.1, 5.1, 64_496L, "Example Net", LocalDate.EPOCH));
                // Ports tell the writers apart, as partitions do.
                packets.add(TestPacket.udp(peer, 1000 * writer + random.nextInt(50), GATEWAY, 53)
                        .at(TestPacket.NANOS + random.nextInt(48) * HOUR_NANOS)
                        .size(60 + random.nextInt(1000))
                        .build());
            }
            assertThat(store.store(packets, places)).isTrue();
        }
        return null;
    }

    /** Compares within one snapshot, and answers how many rows are pending in it. */
    private long look() {
        for (long[] range : RANGES) {
            String within = " where window_start >= to_timestamp(" + range[0] + ") and window_start < to_timestamp("
                    + range[1] + ")";
            long packets = number(ALL.formatted("packets") + within);
            long bytes = number(ALL.formatted("bytes") + within);
            assertThat(sum("totals", "packets", range)).isEqualTo(packets);
            assertThat(sum("totals", "bytes", range)).isEqualTo(bytes);
            assertThat(sum("totals", "hosts", range))
                    .isEqualTo(number("select count(distinct ip) from (select src_ip as ip from flows" + within
                            + " union select dst_ip from flows" + within + ") as ends"));
            assertThat(sum("bytes-by-time", "bytes", range)).isEqualTo(bytes);
            assertThat(sum("protocols", "packets", range)).isEqualTo(packets);
            assertThat(sum("conversations", "packets", range)).isEqualTo(packets);
            assertThat(sum("top-talkers", "bytes_sent", range)).isEqualTo(bytes);
            assertThat(sum("host-peers", "bytes_received", range)).isEqualTo(bytes);
            assertThat(sum("countries", "bytes", range)).isEqualTo(bytes);
            assertThat(sum("host-map", "packets", range)).isEqualTo(packets);
            assertThat(rows("top-talkers", range))
                    .allSatisfy(row -> assertThat(row.get("scope")).isNotNull());
            assertThat(number("select coalesce(sum(packets), 0) from bi.flows_between(" + range[0] + ", " + range[1]
                            + ")"))
                    .isEqualTo(packets);
        }
        assertTables();
        return number("select count(*) from pending_flows");
    }

    private void assertTables() {
        long packets = number(ALL.formatted("packets"));
        assertThat(number("select coalesce(sum(packets), 0) from bi.fact_flow_hours"))
                .isEqualTo(packets);
        assertThat(number("select coalesce(sum(packets), 0) from bi.fact_flow_days"))
                .isEqualTo(packets);
        assertThat(number("select count(distinct ip) - count(*) from bi.dim_host"))
                .isZero();
        assertThat(number("select count(*) from bi.dim_host where scope is null or (ip like '8.%' and city is null"
                        + " and country is null)"))
                .isZero();
        assertThat(number("select count(*) from (select src_ip from bi.fact_flow_minutes"
                        + " except select ip from bi.dim_host) as missing"))
                .isZero();
        assertThat(sum("host", "packets_received", RANGES.get(0))).isEqualTo(packets);
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private List<Map<String, Object>> rows(String query, long[] range) {
        Map<String, Object> values = new HashMap<>();
        values.put("fromSeconds", range[0]);
        values.put("toSeconds", range[1]);
        values.put("grain", "day");
        values.put("grainByTime", "hour");
        values.put("bucket", 3600);
        values.put("isSpread", false);
        values.put("isByProtocol", true);
        values.put("limit", 2000);
        values.put("host", query.startsWith("host") && !query.equals("host-map") ? GATEWAY : null);
        return Sql.file("api/" + query).on(database, values).query().listOfRows();
    }

    private long sum(String query, String column, long[] range) {
        return rows(query, range).stream()
                .mapToLong(row -> ((Number) row.get(column)).longValue())
                .sum();
    }
}
