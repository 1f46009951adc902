package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.database.Jdbc;
import io.wadi.filter.FlowFilter;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.RangeText;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles of the database who may see a part of the traffic only: each view has what a user with the filter gets, and no more. */
class FilteredReadersIT {

    private static Settings settings;
    private static PartReader reader;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        settings = TestServers.withTables();
        reader = PartReader.open(settings);
        ExploreIT.nameNetworks(settings, folder);
    }

    @AfterAll
    static void stop() {
        reader.close();
    }

    private static Map<String, Object> totals(String filter, Instant from, Instant to) {
        FlowDetail detail = FlowDetail.of(settings);
        FlowQuery query = FlowQuery.all(
                        RangeText.of(null, from.toString(), to.toString()).range(to, detail, Duration.ZERO), 10)
                .narrowed(FlowFilter.parse(filter), to, detail);
        return new FlowFigures(Jdbc.client(reader.database().getDataSource()))
                .rows("totals", query)
                .get(0);
    }

    @RepeatedTest(8)
    void eachViewHasThePartThatAUserSees(RepetitionInfo repetition) {
        RandomQuestion question =
                RandomQuestion.of(new Random(RandomFlows.SEED + 97L * repetition.getCurrentRepetition()));
        String text = "(" + question.filter() + ") and src.host in 10.0.0.0/8";
        reader.sees(text);
        String condition = "(" + question.condition() + ") and src_ip << '10.0.0.0/8'";

        String figures = "count(*), coalesce(sum(packets), 0), coalesce(sum(bytes), 0)";
        assertThat(reader.seen("select row(%s)::text from bi.fact_flow_minutes".formatted(figures)))
                .as(question.filter())
                .isEqualTo(reader.stored("select row(%s)::text from flows where %s".formatted(figures, condition)));
        for (String unit : List.of("hour", "day")) {
            assertThat(reader.seen("select row(window_start, src_ip, dst_ip, protocol, sum(packets), sum(bytes))::text"
                            + " from bi.fact_flow_" + unit
                            + "s group by window_start, src_ip, dst_ip, protocol order by 1"))
                    .as(question.filter())
                    .isEqualTo(reader.stored(
                            "select row(date_trunc('" + unit + "', window_start, 'UTC'), host(src_ip), host(dst_ip),"
                                    + " protocol, sum(packets), sum(bytes))::text from flows where " + condition
                                    + " group by date_trunc('" + unit
                                    + "', window_start, 'UTC'), src_ip, dst_ip, protocol order by 1"));
        }
        assertThat(reader.seen("select ip from bi.dim_host order by 1"))
                .isEqualTo(reader.stored("select host(ip) from hosts"
                        + " where ip in (select unnest(array[src_ip, dst_ip]) from flows where " + condition
                        + ") order by 1"));
        assertThat(
                        reader.seen(
                                "select date::text from bi.dim_date where kind = 'forged' union all"
                                        + " select concat(extract(year from min(date)), ' ', extract(year from max(date))) from bi.dim_date"))
                .isEqualTo(reader.stored(
                        "select concat(extract(year from min(window_start)), ' ', extract(year from max(window_start)))"
                                + " from flows where " + condition));
        compareRange(question, text);
    }

    private static void compareRange(RandomQuestion question, String filter) {
        Map<String, Object> api = totals(filter, question.from(), question.to());
        String range = "%d, %d".formatted(nextSecond(question.from()), nextSecond(question.to()));
        assertThat(reader.seen("""
                select concat_ws(' ', coalesce(sum(packets), 0), coalesce(sum(bytes), 0),
                    (select count(distinct ip) from (select src_ip from bi.flows_between(%1$s)
                        union all select dst_ip from bi.flows_between(%1$s)) as ends (ip)))
                from bi.flows_between(%1$s)
                """.formatted(range)))
                .as(question.filter())
                .isEqualTo(api.get("packets") + " " + api.get("bytes") + " " + api.get("hosts"));
        assertThat(reader.seen("select bars from bi.bars_between(" + range + ")"))
                .isIn("minute", "hour", "day");
    }

    private static long nextSecond(Instant time) {
        return time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
    }

    @Test
    void nothingOfOthersIsInAnyView() {
        reader.sees(PartReader.ONE_PART);
        for (String view : reader.login()
                .queryForList(
                        "select table_name::text from information_schema.tables where table_schema = '"
                                + reader.schema() + "'",
                        String.class)) {
            String rows = reader.seen("select row(v)::text from bi." + view + " as v");
            assertThat(rows).as(view).doesNotContain("203.0.113.", "SECRET", "2019-", "10.0.0.1,", "198.51.100.4");
        }
        assertThat(
                        reader.seen(
                                "select count(*)::text from bi.fact_alerts union all select count(*)::text from bi.fact_exporter_minutes"))
                .isEqualTo("0\n0");
        assertThat(reader.seen("select min(first_seen_utc)::text from bi.dim_host where ip = '10.0.0.2'"))
                .isEqualTo(reader.stored(
                        "select date_trunc('day', min(window_start), 'UTC')::timestamp(0)::text from flows where "
                                + PartReader.ONE_PART_SQL));
    }

    @Test
    void packetsAreThereIfTheyHaveTheFieldsOfTheFilter() {
        reader.sees(PartReader.ONE_PART);
        assertThat(reader.seen("select row(count(*), sum(bytes))::text from bi.fact_packets"))
                .isEqualTo(reader.stored(
                        "select row(count(*), sum(bytes))::text from traffic where " + PartReader.ONE_PART_SQL));
        reader.sees("protocol = TLS");
        assertThatThrownBy(() -> reader.seen("select count(*)::text from bi.fact_packets"))
                .rootCause()
                .hasMessageContaining("does not exist");
    }

    /** The views are those of schema bi: a new one needs a decision of what a reader of a part may see in it. */
    @Test
    void thereIsEachViewOfSchemaBi() {
        reader.sees(PartReader.ONE_PART);
        String columns = "select table_name || '.' || column_name || ' ' || data_type from information_schema.columns"
                + " where table_schema = '%s' order by 1";
        assertThat(reader.seen(columns.formatted(reader.schema()))).isEqualTo(reader.stored(columns.formatted("bi")));
        String functions =
                "select proname::text from pg_proc where pronamespace = '%s'::regnamespace and proretset order by 1";
        assertThat(reader.stored(functions.formatted(reader.schema())))
                .isEqualTo(reader.stored(functions.formatted("bi")));
        assertThat(reader.stored("select relname::text from pg_class where relnamespace = '" + reader.schema()
                        + "'::regnamespace and"
                        + " relname ~ '^(fact|dim)_' and coalesce(obj_description(oid, 'pg_class'), '') = ''"))
                .as("views without a comment")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"window_start >= '2026-02-03Z' and window_start < '2026-02-04Z'", "date = '2026-02-03'"})
    void conditionsOnTimeOpenTheirPartitionsAlone(String condition) {
        reader.sees(PartReader.ONE_PART);
        String plan = reader.seen("explain select * from bi.fact_flow_minutes where " + condition);
        assertThat(plan).contains("flows_202602 ").doesNotContain("flows_202601", "flows_202603");
    }

    /** With a filter that sums do not have, whole days and hours of a range would be computed from the flows of all days. */
    @ParameterizedTest
    @ValueSource(strings = {"bi.flows_between", "bi.fact_flow_minutes"})
    void aRangeOpensItsPartitionsAlone(String source) {
        reader.sees("src.host = 10.0.0.2 and transport = TCP");
        String range = source.endsWith("minutes")
                ? " where window_start >= '2026-02-03 01:30Z' and window_start < '2026-02-05 03:30Z'"
                : "(%d, %d)"
                        .formatted(
                                Instant.parse("2026-02-03T01:30:00Z").getEpochSecond(),
                                Instant.parse("2026-02-05T03:30:00Z").getEpochSecond());
        String plan = reader.seen("explain select sum(packets) from " + source + range);
        assertThat(plan).contains("flows_202602 ").doesNotContain("flows_202601", "flows_202603");
    }

    /** Where flows are, their hours and days are as well, so only the length of the range decides. */
    @ParameterizedTest
    @CsvSource({"3600, minute", "21601, hour", "691201, day"})
    void barsOfComputedSumsReadNothing(long seconds, String bars) {
        reader.sees("src.host = 10.0.0.2 and transport = TCP");
        String call = "bi.bars_between(1770082200, " + (1_770_082_200 + seconds) + ")";
        assertThat(reader.seen("select bars from " + call)).isEqualTo(bars);
        assertThat(reader.seen("explain select bars from " + call)).doesNotContain("flows_");
    }

    /** Sums that each query computes from flows go back as far as flows. */
    @ParameterizedTest
    @CsvSource({"src.host = 10.0.0.2, 2026-02-04", "src.host = 10.0.0.2 and transport = TCP, 2026-02-10"})
    void whatRetentionHasLeftIncompleteIsNotThere(String filter, String hours) {
        reader.sees(filter);
        reader.database()
                .update("insert into kept_since values ('flows', '2026-02-10Z'), ('flows_hour', '2026-02-03Z'),"
                        + " ('flows_day', '2026-02-02Z')");
        try {
            assertThat(reader.seen("select min(date)::text from bi.fact_flow_minutes"))
                    .isEqualTo("2026-02-10");
            for (String sums : List.of("hours", "days")) {
                assertThat(reader.seen("select min(date)::text from bi.fact_flow_" + sums))
                        .isEqualTo(hours);
            }
            assertThat(reader.seen("select bars from bi.bars_between(1770616800, 1770624000)"))
                    .isEqualTo(hours.equals("2026-02-04") ? "hour" : "minute");
        } finally {
            reader.database().update("delete from kept_since");
        }
    }

    /** A function per row would cost each question of the pages. */
    @Test
    void namesOfFlagsArePartOfTheQuery() {
        assertThat(
                        reader.stored(
                                "explain (verbose) select tcp_flag_names from selected_flows(0, 3600, 'minute', null, null, null)"))
                .contains("concat_ws")
                .doesNotContain("wadi_tcp_flag_names");
    }
}
