package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.web.RandomFlows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * Compares the figures of Grafana and Power BI with the packets of exactly the range, for the random ranges of {@code
 * ExactRangesIT}.
 */
class ExactRangesOfBiIT {

    private static RandomFlows flows;
    private static GrafanaDashboard grafana;
    private static DaxReplay powerBi;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        grafana = GrafanaDashboard.read(settings);
        powerBi = new DaxReplay(SemanticModel.read(), grafana.reader());
    }

    @RepeatedTest(24)
    void grafanaShowsExactlyTheRange(RepetitionInfo repetition) {
        String[] range = RandomFlows.secondsOf(RandomFlows.range(random(repetition)));
        GrafanaSql sql = grafana.at(String.join("/", range), "");
        long bytes = flows.packets("sum(bytes)", range, null);
        assertFourNumbers(sql, range, null);
        assertThat(sum("Bytes by time", "bytes", sql)).as("by time of %s", sql).isEqualTo(bytes);
        assertThat(sum("Top talkers", "sent", sql)).isEqualTo(bytes);
        assertThat(sum("Hosts on the map", "packets", sql)).isEqualTo(flows.packetsOfPlacedEnds(range));
        assertThat(grafana.panel("Protocols", sql))
                .isEqualTo(flows.protocols(range).stream()
                        .map(row -> Map.of(
                                "protocol", row.get("protocol"), "bytes", ((Number) row.get("bytes")).doubleValue()))
                        .toList());
    }

    @RepeatedTest(8)
    void grafanaShowsExactlyTheRangeOfAHost(RepetitionInfo repetition) {
        Random random = random(repetition);
        String[] range = RandomFlows.secondsOf(RandomFlows.range(random));
        String host = RandomFlows.host(random);
        assertFourNumbers(grafana.at(String.join("/", range), "host=" + host), range, host);
    }

    private static void assertFourNumbers(GrafanaSql sql, String[] range, String host) {
        assertThat(sum("Total packets", "packets", sql))
                .as("packets of %s", sql)
                .isEqualTo(flows.packets("count(*)", range, host));
        assertThat(sum("Bytes transferred", "bytes", sql)).isEqualTo(flows.packets("sum(bytes)", range, host));
        assertThat(sum("Unique hosts", "hosts", sql)).isEqualTo(flows.distinct("src_ip", "dst_ip", range, host));
        assertThat(sum("Unique countries", "countries", sql))
                .isEqualTo(flows.distinct("src_country", "dst_country", range, host));
    }

    /** A slicer on Flows[Time], without and with a host selected in one on Hosts[Host]. */
    @RepeatedTest(12)
    void powerBiShowsExactlyTheRange(RepetitionInfo repetition) {
        Random random = random(repetition);
        String[] range = RandomFlows.range(random);
        for (String host : new String[] {null, RandomFlows.host(random), "198.51.100.3"}) {
            String what = String.join("/", range) + " " + host;
            assertThat(powerBi.value("Packets", range, host))
                    .as(what)
                    .isEqualTo(flows.packets("count(*)", range, host));
            assertThat(powerBi.value("Bytes", range, host))
                    .as(what)
                    .isEqualTo(flows.packets("sum(bytes)", range, host));
            assertThat(powerBi.value("Unique hosts", range, host))
                    .as("hosts of %s", what)
                    .isEqualTo(flows.distinct("src_ip", "dst_ip", range, host));
            assertThat(powerBi.value("Unique countries", range, host))
                    .as("countries of %s", what)
                    .isEqualTo(flows.distinct("src_country", "dst_country", range, host));
        }
    }

    @RepeatedTest(8)
    void powerBiTellsDirectionsAndPeersOfAHost(RepetitionInfo repetition) {
        Random random = random(repetition);
        String[] range = RandomFlows.range(random);
        String host = RandomFlows.host(random);
        String isSource = "src_ip = '" + host + "'";
        Map.of(
                        "Packets sent", "count(*) filter (where " + isSource + ")",
                        "Packets received", "count(*) filter (where not " + isSource + ")",
                        "Bytes sent", "sum(bytes) filter (where " + isSource + ")",
                        "Bytes received", "sum(bytes) filter (where not " + isSource + ")",
                        "Peers", "count(distinct case when " + isSource + " then dst_ip else src_ip end)")
                .forEach((measure, exact) -> assertThat(powerBi.value(measure, range, host))
                        .as("%s of %s in %s", measure, host, String.join("/", range))
                        .isEqualTo(flows.packets(exact, range, host)));
    }

    /** The condition that the query of table Flows puts on its view, on random days. */
    @RepeatedTest(3)
    void powerBiLoadsSoManyWholeDays(RepetitionInfo repetition) throws Exception {
        String query = powerBi.table("Flows").query();
        assertThat(query)
                .contains("Since = Date.AddDays(Date.From(DateTimeZone.RemoveZone(DateTimeZone.UtcNow())), -Days)")
                .contains("if Days = 0 then View else Table.SelectRows(View, each [date] >= Since)");
        Random random = random(repetition);
        LocalDate today = LocalDate.parse("2026-04-09").minusDays(random.nextInt(40));
        int days = 1 + random.nextInt(30);
        String[] loaded = {today.minusDays(days) + "T00:00:00Z", "2026-05-01T00:00:00Z"};
        assertThat(grafana.reader()
                        .queryForObject(
                                "select sum(packets)::bigint from bi.fact_flow_minutes where date >= ?::date - ?",
                                Long.class,
                                today.toString(),
                                days))
                .isEqualTo(flows.packets("count(*)", loaded, null));
    }

    /** Bounds of constants are computed while the query is planned, so that no other day is opened. */
    @Test
    void aRangeReadsOnlyThePartitionsOfItsEnds() {
        GrafanaSql sql = grafana.at("2026-02-03T10:20:30Z/2026-03-09T11:22:33Z", "");
        assertThat(partitions(grafana.plan("Total packets", sql)))
                .contains("flows_202602", "flows_202603")
                .isSubsetOf("flows_202602", "flows_202603");
    }

    @Test
    void theChoiceOfBarsReadsNoFlows() {
        String plan = String.join(
                "\n",
                grafana.reader()
                        .queryForList(
                                "explain select bars from bi.bars_between(1770114030, 1770120000)", String.class));
        assertThat(plan).contains("kept_since").doesNotContain("flows_");
    }

    private static List<String> partitions(String plan) {
        return Pattern.compile("flows_\\d{6}")
                .matcher(plan)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Random random(RepetitionInfo repetition) {
        return new Random(RandomFlows.SEED + repetition.getCurrentRepetition());
    }

    private static long sum(String panel, String column, GrafanaSql sql) {
        return grafana.panel(panel, sql).stream()
                .mapToLong(row -> ((Number) row.get(column)).longValue())
                .sum();
    }
}
