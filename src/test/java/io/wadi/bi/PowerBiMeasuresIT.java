package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the measures of directions, rates, shares, periods, exporters and alerts with the raw rows, over random days.
 * {@code ExactRangesOfBiIT} has the others.
 */
class PowerBiMeasuresIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final int DAYS = 20;
    private static final double EXACT = 1e-6;

    /** One packet every seven minutes between two of four addresses, two of them inside; and one from a forged clock. */
    private static final String TRAFFIC = """
            insert into traffic ("timestamp", src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, bytes, length)
            select minute, (array['10.0.0.1', '10.0.0.2', '8.8.8.8', '9.9.9.9'])[1 + n % 4]::inet,
                (array['10.0.0.1', '8.8.8.8', '10.0.0.2', '9.9.9.9'])[1 + n / 4 % 4]::inet, 1000, 443, 'TCP', 'p', 'TLS',
                60 + n % 1000, 74 + n % 1000
            from (select minute, row_number() over ()::int * 31 as n
                from generate_series(timestamptz '2026-03-01Z', '2026-03-20 23:59Z', interval '7 min') as minute
                union all select '2097-01-02Z', 1) as minutes
            """;

    private static final String FLOWS = """
            insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets, bytes,
                first_seen, last_seen, retransmissions, rtt)
            select date_trunc('minute', "timestamp"), src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, 1,
                bytes, "timestamp", "timestamp", bytes % 3,
                nullif(bytes % 5, 0) * interval '1 ms'
            from traffic
            """;
    private static final String HOSTS = """
            insert into hosts (ip, first_seen, last_seen, scope)
            select ip, now(), now(), wadi_scope(ip) from (select src_ip as ip from flows union select dst_ip from flows) as ends
            """;
    private static final String HOURS = """
            insert into flows_hour (window_start, src_ip, dst_ip, protocol, packets, bytes)
            select date_trunc('hour', window_start), src_ip, dst_ip, protocol, sum(packets), sum(bytes)
            from flows group by 1, 2, 3, 4
            """;
    private static final String MINUTES = """
            insert into exporter_minutes (collector, cell, minute, exporter, port, probe, protocol, domain, datagrams,
                records, lost, late, restarts, no_template, dropped, sampling, skew_millis)
            select gen_random_uuid(), n, timestamptz '2026-03-01Z' + n * interval '1 hour', '192.0.2.7', 2055, 'r7',
                (array['ipfix', 'v9'])[1 + n % 2], 0, 10 + n, 20 + n, n % 4, n % 2, 0, 0, 0,
                1, 0
            from generate_series(0, 400) as n
            """;
    private static final String ALERTS = """
            insert into alerts (detection, severity, subject, title, opened_at, updated_at, closed_at, last_seen, score,
                evidence)
            select 'test', 'high', '10.0.0.1 ' || n, 'A test', opened, opened, case when n % 3 = 0 then opened end, opened, 2,
                '{}'
            from (select n, timestamptz '2026-03-01Z' + n * interval '5 hours' as opened from generate_series(0, 90) as n)
                as rounds
            """;

    private static JdbcTemplate database;
    private static DaxReplay powerBi;

    @BeforeAll
    static void store() throws Exception {
        Settings settings = TestServers.withTables();
        database = new JdbcTemplate(PooledDatabase.of(settings));
        for (String table : List.of("traffic", "flows")) {
            database.execute(
                    "select wadi_ensure_day('" + table + "', date '2026-03-01' + i) from generate_series(0, 19) as i");
            database.execute("select wadi_ensure_day('" + table + "', date '2097-01-02')");
        }
        List.of(TRAFFIC, FLOWS, HOURS, HOSTS, MINUTES, ALERTS).forEach(database::execute);
        powerBi = new DaxReplay(SemanticModel.read(), database);
    }

    /** Random whole days, and how their raw rows are selected. */
    private record Days(LocalDate first, LocalDate last, String host) {

        static Days random(RepetitionInfo repetition) {
            Random random = new Random(20_261_127 + repetition.getCurrentRepetition());
            LocalDate first = FIRST.plusDays(random.nextInt(DAYS));
            String host =
                    random.nextBoolean() ? null : List.of("10.0.0.1", "8.8.8.8").get(random.nextInt(2));
            return new Days(first, first.plusDays(random.nextInt(8)), host);
        }

        DaxContext context() {
            return DaxContext.NONE.days(first.toString(), last.toString()).host(host);
        }

        Double raw(String value, String table, String time, String condition) {
            String hosts = host == null || !table.equals("traffic") ? "" : " and '" + host + "' in (src_ip, dst_ip)";
            return database.queryForObject(
                    "select (%s)::float8 from %s where (%s at time zone 'UTC')::date between ?::date and ?::date and %s%s"
                            .formatted(value, table, time, condition, hosts),
                    Double.class,
                    first.toString(),
                    last.toString());
        }

        Double packets(String value, String condition) {
            return raw(value, "traffic", "\"timestamp\"", condition);
        }

        Days ofAllHosts() {
            return new Days(first, last, null);
        }

        Days before() {
            long length = last.toEpochDay() - first.toEpochDay() + 1;
            return new Days(first.minusDays(length), last.minusDays(length), host);
        }
    }

    private static Double shown(String measure, Days days) {
        return powerBi.number("Flows", measure, days.context(), days.context());
    }

    @RepeatedTest(20)
    void directions(RepetitionInfo repetition) {
        Days days = Days.random(repetition);
        String fromInside = "src_ip <<= '10.0.0.0/8'";
        String toInside = "dst_ip <<= '10.0.0.0/8'";
        Map.of(
                        "Bytes inbound", "not " + fromInside + " and " + toInside,
                        "Bytes outbound", fromInside + " and not " + toInside,
                        "Bytes internal", fromInside + " and " + toInside)
                .forEach((measure, condition) -> assertThat(shown(measure, days))
                        .as("%s of %s", measure, days)
                        .isEqualTo(days.packets("coalesce(sum(bytes), 0)", condition)));
    }

    @RepeatedTest(20)
    void rates(RepetitionInfo repetition) {
        Days days = Days.random(repetition);
        String seconds = "(60 + extract(epoch from max(date_trunc('minute', \"timestamp\"))"
                + " - min(date_trunc('minute', \"timestamp\"))))";
        assertThat(shown("Bits per second", days))
                .as(days.toString())
                .isCloseTo(days.packets("8 * sum(bytes) / " + seconds, "true"), within(EXACT));
        assertThat(shown("Packets per second", days))
                .isCloseTo(days.packets("count(*) / " + seconds, "true"), within(EXACT));
    }

    /** Of a protocol or a host, of all that the visual shows. */
    @RepeatedTest(20)
    void sharesAndPeriods(RepetitionInfo repetition) {
        Days days = Days.random(repetition);
        DaxContext all = days.ofAllHosts().context();
        Double bytes = days.packets("sum(bytes)", "true");
        Double before = days.before().packets("coalesce(sum(bytes), 0)", "true");
        assertThat(powerBi.number("Flows", "Share of bytes", days.context(), all))
                .isCloseTo(bytes / days.ofAllHosts().packets("sum(bytes)", "true"), within(EXACT));
        assertThat(shown("Bytes before", days)).as(days.toString()).isEqualTo(before);
        assertThat(shown("Change of bytes", days))
                .isEqualTo(before == 0 ? null : Double.valueOf((bytes - before) / before));
    }

    @RepeatedTest(10)
    void connections(RepetitionInfo repetition) {
        Days days = Days.random(repetition);
        String sent = days.host() == null ? "true" : "src_ip = '" + days.host() + "'";
        assertThat(shown("Retransmissions", days)).isEqualTo(days.packets("coalesce(sum(bytes % 3), 0)", sent));
        assertThat(shown("Round-trip time", days))
                .isCloseTo(days.packets("avg(nullif(bytes % 5, 0))", sent), within(EXACT));
    }

    @RepeatedTest(10)
    void hours(RepetitionInfo repetition) {
        Days days = Days.random(repetition);
        assertThat(powerBi.number("Flow hours", "Bytes by hours", days.context(), days.context()))
                .as(days.toString())
                .isEqualTo(days.packets("sum(bytes)", "true"));
        assertThat(powerBi.number("Flow hours", "Packets by hours", days.context(), days.context()))
                .isEqualTo(days.packets("count(*)", "true"));
    }

    @RepeatedTest(10)
    void exportersAndAlerts(RepetitionInfo repetition) {
        Days days = Days.random(repetition).ofAllHosts();
        DaxContext context = days.context();
        String lost = "sum(lost - late) filter (where protocol = '%s')";
        String missing = "(" + lost.formatted("ipfix") + " + " + lost.formatted("v9")
                + " * sum(records) filter (where protocol = 'v9') / sum(datagrams) filter (where protocol = 'v9'))";
        assertThat(powerBi.number("Exporters", "Completeness", context, context))
                .isEqualTo(days.raw(
                        "case when count(*) > 0 then least(round(sum(records) / (sum(records) + " + missing
                                + "), 3), 0.999) end",
                        "exporter_minutes",
                        "minute",
                        "true"));
        assertThat(powerBi.number("Alerts", "Alerts opened", context, context))
                .isEqualTo(days.raw("count(*)", "alerts", "opened_at", "true"));
        assertThat(powerBi.number("Alerts", "Alerts not closed", context, context))
                .isEqualTo(days.raw("count(*)", "alerts", "opened_at", "closed_at is null"));
    }

    /** A slicer or an axis of the same column stays in force: there is nothing inbound in what is outbound. */
    @Test
    void measuresOfAPartKeepTheFilterOfItsColumn() {
        DaxContext outbound = DaxContext.NONE.and("Flows", "direction = 'outbound'");
        assertThat(powerBi.number("Flows", "Bytes inbound", outbound, outbound)).isZero();
        assertThat(powerBi.number("Flows", "Bytes outbound", outbound, outbound))
                .isPositive();
        DaxContext sent = DaxContext.NONE.host("10.0.0.1").and("Flows", "dst_ip = '8.8.8.8'");
        assertThat(powerBi.number("Flows", "Bytes", sent, sent))
                .isEqualTo(powerBi.number("Flows", "Bytes sent", sent, sent));
        DaxContext closed = DaxContext.NONE.and("Alerts", "state = 'closed'");
        assertThat(powerBi.number("Alerts", "Alerts not closed", closed, closed))
                .isZero();
    }

    /** Retention of hosts can take both ends of a flow; its bytes are not counted twice at (Blank). */
    @Test
    void flowsOfUnknownHostsCountOnce() {
        String unknown = "('10.0.0.1', '9.9.9.9')";
        database.execute("delete from hosts where ip in " + unknown);
        DaxContext blank = DaxContext.NONE.unknownHosts();
        try {
            for (String table : List.of("Flows", "Flow hours")) {
                String measures = table.equals("Flows") ? "%s" : "%s by hours";
                Map.of("Packets", "count(*)", "Bytes", "sum(bytes)").forEach((measure, sum) -> assertThat(
                                powerBi.number(table, measures.formatted(measure), blank, blank))
                        .as(measure + " of " + table)
                        .isEqualTo(database.queryForObject(
                                "select (%s)::float8 from traffic where src_ip in %s or dst_ip in %2$s"
                                        .formatted(sum, unknown),
                                Double.class)));
            }
        } finally {
            database.execute(HOSTS + " on conflict do nothing");
        }
    }

    /** Neither in another year nor in this one. */
    @Test
    void theLastMinuteIsNotThatOfAForgedClock() {
        database.execute("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                + " first_seen, last_seen) select forged, '9.9.9.9', '8.8.8.8', 'UDP', 'forger', 'DNS', 1, 60, forged, forged"
                + " from (select now() + interval '3 days') as clock (forged)");
        String last = database.queryForObject(
                "select max(date_trunc('minute', \"timestamp\") at time zone 'UTC')::text from traffic"
                        + " where \"timestamp\" < '2090-01-01Z'",
                String.class);
        DaxContext oneDay = DaxContext.NONE.days("2026-03-04", "2026-03-04").host("8.8.8.8");
        assertThat(powerBi.time("Data until", oneDay)).isEqualTo(last);
    }

    /** No measure is left out here and in {@code ExactRangesOfBiIT}. */
    @Test
    void everyMeasureIsCompared() throws Exception {
        Set<String> names = new TreeSet<>();
        SemanticModel.read().tables().forEach(table -> table.measures().forEach(measure -> names.add(measure.name())));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "Alerts not closed",
                        "Alerts opened",
                        "Bits per second",
                        "Bytes",
                        "Bytes before",
                        "Bytes by hours",
                        "Bytes inbound",
                        "Bytes internal",
                        "Bytes outbound",
                        "Bytes received",
                        "Bytes sent",
                        "Change of bytes",
                        "Completeness",
                        "Data until",
                        "Packets",
                        "Packets by hours",
                        "Packets per second",
                        "Packets received",
                        "Packets sent",
                        "Peers",
                        "Retransmissions",
                        "Round-trip time",
                        "Share of bytes",
                        "Unique countries",
                        "Unique hosts");
    }
}
