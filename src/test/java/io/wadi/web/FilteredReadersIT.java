package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.bi.FilteredReader;
import io.wadi.bi.FilteredReaders;
import io.wadi.bi.ReaderException;
import io.wadi.database.Jdbc;
import io.wadi.filter.FlowFilter;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.RangeText;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.sql.SQLException;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Roles of the database who may see a part of the traffic only: each view has what a user with the filter gets, and no more. */
class FilteredReadersIT {

    private static final String NOT_ALLOWED = "42501";
    private static final String ONE_PART = "src.host = 10.0.0.2 and dst.host in 198.51.100.0/31";
    private static final String ONE_PART_SQL = "src_ip = '10.0.0.2' and dst_ip <<= '198.51.100.0/31'";

    /** What only others send: a protocol, a day in a year of its own, an alert, an exporter. */
    private static final List<String> OF_OTHERS = List.of(
            "insert into flows_day (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60)",
            "insert into flows_hour (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60)",
            "insert into flows (window_start, src_ip, dst_ip, protocol, packets, bytes, transport, probe, first_seen, last_seen)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60, 'UDP', 'p', now(), now())",
            "insert into alerts (detection, severity, subject, title, evidence, score, opened_at, last_seen, updated_at)"
                    + " values ('d', 'low', 's', 't', '{}', 1, now(), now(), now())");

    private static RandomFlows flows;
    private static Settings settings;
    private static FilteredReaders readers;
    private static String name;
    private static String schema;
    private static JdbcTemplate reader;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        ExploreIT.MORE_FACTS.forEach(flows.database()::execute);
        ExploreIT.nameNetworks(settings, folder);
        OF_OTHERS.forEach(flows.database()::execute);
        flows.database().execute("analyze");
        readers = FilteredReaders.open(settings);
        name = "part_of_" + flows.database().queryForObject("select current_database()", String.class);
        schema = "bi_" + name;
        assertThat(readers.set(name, FlowFilter.parse("port = 1"))).isTrue();
        flows.database().execute("alter role " + name + " password 'r'");
        reader = new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), name, "r"));
    }

    @AfterAll
    static void stop() {
        readers.close();
    }

    private static String seen(String sql) {
        return String.join("\n", reader.queryForList(sql.replace("bi.", schema + "."), String.class));
    }

    private static String stored(String sql) {
        return String.join("\n", flows.database().queryForList(sql, String.class));
    }

    private static Map<String, Object> totals(String filter, Instant from, Instant to) {
        FlowDetail detail = FlowDetail.of(settings);
        FlowQuery query = FlowQuery.all(
                        RangeText.of(null, from.toString(), to.toString()).range(to, detail, Duration.ZERO), 10)
                .narrowed(FlowFilter.parse(filter), to, detail);
        return new FlowFigures(Jdbc.client(flows.database().getDataSource()))
                .rows("totals", query)
                .get(0);
    }

    @RepeatedTest(8)
    void eachViewHasThePartThatAUserSees(RepetitionInfo repetition) {
        RandomQuestion question =
                RandomQuestion.of(new Random(RandomFlows.SEED + 97L * repetition.getCurrentRepetition()));
        String text = "(" + question.filter() + ") and src.host in 10.0.0.0/8";
        assertThat(readers.set(name, FlowFilter.parse(text))).isFalse();
        String condition = "(" + question.condition() + ") and src_ip << '10.0.0.0/8'";

        String figures = "count(*), coalesce(sum(packets), 0), coalesce(sum(bytes), 0)";
        assertThat(seen("select row(%s)::text from bi.fact_flow_minutes".formatted(figures)))
                .as(question.filter())
                .isEqualTo(stored("select row(%s)::text from flows where %s".formatted(figures, condition)));
        for (String unit : List.of("hour", "day")) {
            assertThat(seen("select row(window_start, src_ip, dst_ip, protocol, sum(packets), sum(bytes))::text"
                            + " from bi.fact_flow_" + unit
                            + "s group by window_start, src_ip, dst_ip, protocol order by 1"))
                    .as(question.filter())
                    .isEqualTo(stored(
                            "select row(date_trunc('" + unit + "', window_start, 'UTC'), host(src_ip), host(dst_ip),"
                                    + " protocol, sum(packets), sum(bytes))::text from flows where " + condition
                                    + " group by date_trunc('" + unit
                                    + "', window_start, 'UTC'), src_ip, dst_ip, protocol order by 1"));
        }
        assertThat(seen("select ip from bi.dim_host order by 1"))
                .isEqualTo(stored("select host(ip) from hosts"
                        + " where ip in (select unnest(array[src_ip, dst_ip]) from flows where " + condition
                        + ") order by 1"));
        assertThat(
                        seen(
                                "select date::text from bi.dim_date where kind = 'forged' union all"
                                        + " select concat(extract(year from min(date)), ' ', extract(year from max(date))) from bi.dim_date"))
                .isEqualTo(stored(
                        "select concat(extract(year from min(window_start)), ' ', extract(year from max(window_start)))"
                                + " from flows where " + condition));
        compareRange(question, text);
    }

    private static void compareRange(RandomQuestion question, String filter) {
        Map<String, Object> api = totals(filter, question.from(), question.to());
        String range = "%d, %d".formatted(nextSecond(question.from()), nextSecond(question.to()));
        assertThat(seen("""
                select concat_ws(' ', coalesce(sum(packets), 0), coalesce(sum(bytes), 0),
                    (select count(distinct ip) from (select src_ip from bi.flows_between(%1$s)
                        union all select dst_ip from bi.flows_between(%1$s)) as ends (ip)))
                from bi.flows_between(%1$s)
                """.formatted(range)))
                .as(question.filter())
                .isEqualTo(api.get("packets") + " " + api.get("bytes") + " " + api.get("hosts"));
        assertThat(seen("select bars from bi.bars_between(" + range + ")")).isIn("minute", "hour", "day");
    }

    private static long nextSecond(Instant time) {
        return time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
    }

    @Test
    void nothingOfOthersIsInAnyView() {
        readers.set(name, FlowFilter.parse(ONE_PART));
        for (String view : reader.queryForList(
                "select table_name::text from information_schema.tables where table_schema = '" + schema + "'",
                String.class)) {
            String rows = seen("select row(v)::text from bi." + view + " as v");
            assertThat(rows).as(view).doesNotContain("203.0.113.", "SECRET", "2019-", "10.0.0.1,", "198.51.100.4");
        }
        assertThat(
                        seen(
                                "select count(*)::text from bi.fact_alerts union all select count(*)::text from bi.fact_exporter_minutes"))
                .isEqualTo("0\n0");
        assertThat(seen("select min(first_seen_utc)::text from bi.dim_host where ip = '10.0.0.2'"))
                .isEqualTo(stored(
                        "select date_trunc('day', min(window_start), 'UTC')::timestamp(0)::text from flows where "
                                + ONE_PART_SQL));
    }

    @Test
    void packetsAreThereIfTheyHaveTheFieldsOfTheFilter() {
        readers.set(name, FlowFilter.parse(ONE_PART));
        assertThat(seen("select row(count(*), sum(bytes))::text from bi.fact_packets"))
                .isEqualTo(stored("select row(count(*), sum(bytes))::text from traffic where " + ONE_PART_SQL));
        readers.set(name, FlowFilter.parse("protocol = TLS"));
        assertThatThrownBy(() -> seen("select count(*)::text from bi.fact_packets"))
                .rootCause()
                .hasMessageContaining("does not exist");
    }

    /** The views are those of schema bi: a new one needs a decision of what a reader of a part may see in it. */
    @Test
    void thereIsEachViewOfSchemaBi() {
        readers.set(name, FlowFilter.parse(ONE_PART));
        String columns = "select table_name || '.' || column_name || ' ' || data_type from information_schema.columns"
                + " where table_schema = '%s' order by 1";
        assertThat(seen(columns.formatted(schema))).isEqualTo(stored(columns.formatted("bi")));
        String functions =
                "select proname::text from pg_proc where pronamespace = '%s'::regnamespace and proretset order by 1";
        assertThat(stored(functions.formatted(schema))).isEqualTo(stored(functions.formatted("bi")));
        assertThat(stored("select relname::text from pg_class where relnamespace = '" + schema + "'::regnamespace and"
                        + " relname ~ '^(fact|dim)_' and coalesce(obj_description(oid, 'pg_class'), '') = ''"))
                .as("views without a comment")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.flows",
                "public.hosts_now",
                "public.readers",
                "public.pending_batches",
                "bi.fact_flow_minutes",
                "bi.dim_host",
                "PART.flows",
                "PART.hosts_now",
                "PART.flows_day_now",
                "bi.flows_between(0, 4102444800)",
                "selected_flows(0, 4102444800, 'day', null, null, null)",
                "known_hosts(array['10.0.0.1'::inet])"
            })
    void readsNothingElse(String source) {
        assertThatThrownBy(() -> reader.queryForList("select * from " + source.replace("PART", schema)))
                .as(source)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    /** A cheap function of the reader's own runs before dear conditions, unless the view is a barrier; so do casts that fail. */
    @Test
    void functionsOfAQuerySeeNoOtherRows() {
        readers.set(name, FlowFilter.parse(ONE_PART));
        String spying = "select set_config('spy.seen', '', false);"
                + " create function pg_temp.spy(ip text) returns boolean language plpgsql cost 0.0000001 as $$ begin"
                + " if ip <> '10.0.0.2' then perform set_config('spy.seen', ip, false); end if; return true; end $$;"
                + " select count(*) from SCHEMA.VIEW where pg_temp.spy(src_ip);".replace("SCHEMA", schema);
        for (String view : List.of(
                "fact_flow_minutes",
                "fact_flow_hours",
                "fact_flow_days",
                "fact_packets",
                "flows_between(0, 4e9::bigint)")) {
            reader.execute((java.sql.Connection connection) -> {
                connection.createStatement().execute(spying.replace("VIEW", view));
                try (var found = connection.createStatement().executeQuery("select current_setting('spy.seen')")) {
                    assertThat(found.next()).isTrue();
                    assertThat(found.getString(1)).as(view).isEmpty();
                }
                return null;
            });
        }
        assertThat(
                        seen(
                                "select count(*)::text from bi.fact_flow_minutes where 1 / (case src_ip when '10.0.0.1' then 0 else 1 end) = 0"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"window_start >= '2026-02-03Z' and window_start < '2026-02-04Z'", "date = '2026-02-03'"})
    void conditionsOnTimeOpenTheirPartitionsAlone(String condition) {
        readers.set(name, FlowFilter.parse(ONE_PART));
        String plan = seen("explain select * from bi.fact_flow_minutes where " + condition);
        assertThat(plan).contains("flows_202602 ").doesNotContain("flows_202601", "flows_202603");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = \"it's\"",
                "name = \"a\\\\b'; drop table flows; --\"",
                "name ~ \"100%_*\\\\\"",
                "name = \":#filterValue0\""
            })
    void whatIsTypedIsOnlyAValue(String filter) {
        readers.set(name, FlowFilter.parse(filter + " or src.host = 10.0.0.2"));
        assertThat(seen("select string_agg(distinct src_ip, ' ') from bi.fact_flow_minutes"))
                .isEqualTo("10.0.0.2");
    }

    /** A function per row would cost each question of the pages. */
    @Test
    void namesOfFlagsArePartOfTheQuery() {
        assertThat(
                        stored(
                                "explain (verbose) select tcp_flag_names from selected_flows(0, 3600, 'minute', null, null, null)"))
                .contains("concat_ws")
                .doesNotContain("wadi_tcp_flag_names");
    }

    @Test
    void aMigrationRenewsTheViews() {
        readers.set(name, FlowFilter.parse(ONE_PART));
        flows.database().execute("drop view " + schema + ".dim_time_of_day");
        flows.database().update("delete from schema_history where description = 'bi views'");
        TestSchema.migrate(flows.database().getDataSource());
        assertThat(seen("select count(*)::text from bi.dim_time_of_day")).isEqualTo("1440");
    }

    @Test
    void aViewThatReadsATableItselfIsRefused() {
        flows.database().execute("create or replace view bi.fact_alerts_before as select * from bi.fact_alerts");
        assertThatThrownBy(() -> flows.database()
                        .execute("select wadi_part_view('" + schema + "', 'public', 'bi.fact_alerts_before');"
                                + " select wadi_check_part('" + schema + "', 'public', '{fact_alerts_before}')"))
                .hasMessageContaining("would show more than its part: fact_alerts_before reads bi.fact_alerts");
        flows.database().execute("drop view bi.fact_alerts_before");
    }

    @Test
    void rolesThatCanReadMoreAreRefused() {
        String more = name + "_2";
        flows.database().execute("create role " + more + " login in role wadi_reader");
        assertThatThrownBy(() -> readers.set(more, FlowFilter.parse(ONE_PART)))
                .isInstanceOf(ReaderException.class)
                .hasMessageMatching("Role " + more + " can also read bi\\.\\w+ as wadi_reader, without the filter: .*");
        flows.database().execute("revoke wadi_reader from " + more);
        readers.set(more, FlowFilter.parse(ONE_PART));
        flows.database().execute("grant select on bi.dim_host to " + more);
        assertThat(readers.list())
                .filteredOn(reader -> reader.name().equals(more))
                .containsExactly(new FilteredReader(more, ONE_PART, "bi_" + more, "bi.dim_host"));
        readers.remove(more);
        assertThat(stored("select count(*)::text from pg_namespace where nspname = 'bi_" + more + "'"))
                .isEqualTo("0");
        assertThat(readers.list()).extracting(FilteredReader::name).doesNotContain(more);
        assertThatThrownBy(() -> readers.remove(more)).hasMessage("There is no reader " + more + " with a filter");
    }

    @Test
    void schemasOfOthersStay() {
        String other = name + "_3";
        flows.database().execute("create schema bi_" + other);
        assertThatThrownBy(() -> readers.set(other, FlowFilter.parse(ONE_PART)))
                .hasMessage("schema bi_" + other + " exists and is not of Wadi");
        assertThat(stored("select count(*)::text from pg_roles where rolname = '" + other + "'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "pg_me", "Dora", "7up", "a b", "x\"; drop table flows; --", ""})
    void otherNamesAreRefused(String wrong) {
        assertThatThrownBy(() -> readers.set(wrong, FlowFilter.parse(ONE_PART)))
                .isInstanceOf(ReaderException.class)
                .hasMessageStartingWith("A reader's name is at most 40 lower-case letters");
    }
}
