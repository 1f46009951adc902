package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What {@code selected_details} reads is what table {@code flows} has, whatever is sealed, folded or stored meanwhile. */
class FlowDetailsIT {

    private static final long HOUR = 3_600_000_000_000L;
    private static final int HOSTS = 20;

    private static final String ONE_COMPARISON = """
        select coalesce(bool_and(facts is not distinct from exact), true) as is_exact
        from (values ('hour'), ('day')) as grain (word),
        lateral (
            select array_agg(concat_ws(' ', sums.fact, sums.sum, sums.packets, sums.bytes, sums.hosts) order by fact) as facts
            from (select %2$s as fact, sum(flows), sum(packets) as packets, sum(bytes) as bytes, %3$s as hosts
                from selected_%1$s(1709251200, 1711929600, word) group by 1) as sums) as one,
        lateral (
            select array_agg(concat_ws(' ', sums.fact, sums.count, sums.packets, sums.bytes, sums.hosts) order by fact) as exact
            from (select %2$s as fact, count(*), sum(packets) as packets, sum(bytes) as bytes, %3$s as hosts
                from flows where %4$s group by 1) as sums) as other
        """;

    /** In one statement, so that all rows are those of one moment. */
    private static final String COMPARISON = Stream.of(
                    comparison("details", "transport || probe", "count(distinct src_ip)", "true"),
                    comparison("names", "coalesce(name, 'none')", "count(distinct src_ip)", "true"),
                    comparison("places", "coalesce(name, 'none') || probe", "0", "true"),
                    comparison("ports", "concat(src_port, \' \', dst_port)", "count(distinct src_ip)", "true"),
                    comparison("sources", "concat_ws(' ', src_ip, transport, probe, protocol)", "0", "true"),
                    comparison("destinations", "concat_ws(' ', dst_ip, transport, probe)", "0", "true"),
                    comparison("src_ports", "src_port::text", "count(distinct src_ip)", "true"),
                    comparison("dst_ports", "dst_port::text", "count(distinct src_ip)", "true"),
                    comparison(
                            "large", "dst_port || coalesce(name, 'none')", "count(distinct src_ip)", "bytes >= 65536"))
            .collect(Collectors.joining(" union all ", "select bool_and(is_exact) from (", ") as comparison"));

    /** Who talked to whom in which hour, by the bits of days and by the flows; sums are not deleted before flows meanwhile. */
    private static final String HOURS = """
        select (
            select array_agg(distinct concat_ws(' ', date_trunc('day', window_start, 'UTC') + hour * interval '1 hour', src_ip, dst_ip))
            from %s as flow, generate_series(0, 23) as hour
            where coalesce(hours, wadi_hour_bit(window_start)) & (1 << hour) > 0) is not distinct from (
            select array_agg(distinct concat_ws(' ', date_trunc('hour', window_start, 'UTC'), src_ip, dst_ip)) from flows)
        """;

    /** What sums by hour of one end have, and those by port of the arrays of days. */
    private static final String SUMS = """
        select (
            select array_agg(concat_ws(' ', hour, fact, packets, bytes) order by hour, fact)
            from (
                select date_trunc('hour', window_start, 'UTC') as hour, %2$s as fact, sum(packets) as packets, sum(bytes) as bytes
                from %1$s as flow group by 1, 2) as sums) is not distinct from (
            select array_agg(concat_ws(' ', hour, fact, packets, bytes) order by hour, fact)
            from (
                select date_trunc('hour', window_start, 'UTC') as hour, %2$s as fact, sum(packets) as packets, sum(bytes) as bytes
                from flows group by 1, 2) as sums)
        """;

    private static final String PORTS = """
        (select window_start + coalesce(hour, 0) * interval '1 hour' as window_start, %1$s, transport, each.packets, each.bytes
        from selected_%1$s_sums(1709251200, 1711929600) as sums
            cross join lateral (
                select * from unnest(each_hour, each_packets, each_bytes) as each (hour, packets, bytes)
                union all select null, sums.packets, sums.bytes where each_hour is null) as each)
        """;

    private static final String EXACT_SUMS = Stream.of(
                    SUMS.formatted("selected_source_sums(1709251200, 1711929600)", "concat(src_ip, protocol)"),
                    SUMS.formatted("selected_destination_sums(1709251200, 1711929600)", "concat(dst_ip, dst_country)"),
                    SUMS.formatted("selected_place_sums(1709251200, 1711929600)", "protocol"),
                    SUMS.formatted(PORTS.formatted("src_port"), "concat(src_port, transport)"),
                    SUMS.formatted(PORTS.formatted("dst_port"), "concat(dst_port, transport)"))
            .collect(Collectors.joining(") and (", "select (", ")"));

    private static final String EXACT_HOURS = Stream.of(
                    "selected_host_sums(1709251200, 1711929600)",
                    "selected_details(1709251200, 1711929600, 'day')",
                    "selected_details(1709251200, 1711929600, 'hour')",
                    "selected_names(1709251200, 1711929600, 'day')")
            .map(HOURS::formatted)
            .collect(Collectors.joining(") and (", "select (", ")"));

    private static String comparison(String details, String fact, String hosts, String condition) {
        return ONE_COMPARISON.formatted(details, fact, hosts, condition);
    }

    private DataSource source;
    private JdbcTemplate database;
    private DirectStore store;
    private Fold fold;

    @BeforeEach
    void start() throws Exception {
        source = DirectStore.source(TestServers.withTables());
        database = new JdbcTemplate(source);
        store = new DirectStore(source, 0);
        fold = new Fold(source, 100_000);
    }

    /** Packets of some hosts in each of these hours, to another port each time; some have a name, some are large. */
    private void store(int port, int... hours) {
        List<Packet> packets = new ArrayList<>();
        for (int hour : hours) {
            for (int i = 0; i < HOSTS; i++) {
                packets.add(TestPacket.udp(
                                "10.0.0." + (i + port % 5), i % 3 == 1 ? 30_000 : 1, "192.0.2.1", port + i % 2 * 20_000)
                        .at(TestPacket.NANOS + hour * HOUR)
                        .size(i % 4 == 0 ? 65_534 + i % 3 : 60)
                        .protocol("DNS", i % 3 == 0 ? "name" + i % 2 : null)
                        .build());
            }
        }
        assertThat(store.store(packets, Map.of())).isTrue();
    }

    private int seal() {
        return database.queryForObject("select wadi_seal('0', 100)", Integer.class);
    }

    private long rows(String table) {
        return database.queryForObject("select count(*) from " + table, Long.class);
    }

    private void areExact(String after, long hours, long days) {
        assertThat(database.queryForObject(COMPARISON, Boolean.class)).as(after).isTrue();
        assertThat(rows("(select distinct window_start from details_hour) as hour"))
                .as(after)
                .isEqualTo(hours);
        assertThat(rows("(select distinct window_start from details_day) as day"))
                .as(after)
                .isEqualTo(days);
    }

    private void sumsAreExact(String after) {
        for (String comparison : List.of(EXACT_HOURS, EXACT_SUMS)) {
            assertThat(database.queryForObject(comparison, Boolean.class))
                    .as(after)
                    .isTrue();
        }
    }

    @Test
    void followEveryChange() {
        store(1, 0, 1, 30);
        assertThat(seal()).as("sums are pending").isZero();
        areExact("store", 0, 0);
        fold.all();
        areExact("fold", 0, 0);
        assertThat(seal()).as("three hours and the later day").isEqualTo(4);
        assertThat(seal()).as("the earlier day").isEqualTo(1);
        areExact("seal", 3, 2);
        store(2, 1);
        areExact("later flow of a sealed hour", 3, 2);
        assertThat(seal()).isZero();
        fold.all();
        areExact("its fold", 2, 1);
        assertThat(seal()).isEqualTo(2);
        areExact("sealed again", 3, 2);
        sumsAreExact("sealed again");
        store(3, 2);
        sumsAreExact("a new hour of a sealed day is pending");
        fold.all();
        areExact("a new hour of a sealed day", 3, 1);
        sumsAreExact("a new hour of a sealed day");
        database.update("delete from flows_hour where protocol = 'DNS'");
        areExact("delete", 0, 0);
        assertThat(seal()).isEqualTo(5);
        areExact("sealed after a delete", 4, 1);
        database.execute("truncate flows_hour");
        areExact("truncate", 0, 0);
    }

    @Test
    void anHourThatHasJustChangedIsNotSealed() {
        store(1, 0);
        fold.all();
        assertThat(database.queryForObject("select wadi_seal('1 minute', 100)", Integer.class))
                .isZero();
    }

    @Test
    void oldOnesAreForgotten() {
        store(1, 0, 1, 30);
        fold.all();
        seal();
        seal();
        String before = "select wadi_forget_details('2024-03-10Z', 1)";
        assertThat(database.queryForObject(before, Integer.class)).isEqualTo(1);
        assertThat(database.queryForObject(before, Integer.class)).isEqualTo(1);
        assertThat(database.queryForObject(before, Integer.class)).isZero();
        areExact("the two hours come from flows", 1, 1);
    }

    @Test
    void areExactWhileOthersStoreFoldAndSeal() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<?> sealing = others.submit(() -> {
                while (!isOver.get()) {
                    seal();
                }
            });
            Future<Integer> comparing = others.submit(() -> {
                int compared = 0;
                while (!isOver.get() || compared == 0) {
                    assertThat(database.queryForObject(COMPARISON, Boolean.class))
                            .isTrue();
                    assertThat(database.queryForObject(EXACT_HOURS, Boolean.class))
                            .isTrue();
                    assertThat(database.queryForObject(EXACT_SUMS, Boolean.class))
                            .isTrue();
                    compared++;
                }
                return compared;
            });
            for (int batch = 0; batch < 40; batch++) {
                store(10 + batch, batch % 7, 30);
                if (batch % 3 > 0) {
                    fold.all();
                }
            }
            isOver.set(true);
            sealing.get(30, TimeUnit.SECONDS);
            assertThat(comparing.get(30, TimeUnit.SECONDS)).isPositive();
        } finally {
            isOver.set(true);
            others.shutdownNow();
        }
        fold.all();
        seal();
        areExact("the end", 8, rows("(select distinct window_start from details_day) as day"));
    }
}
