package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.ingest.Ingest;
import io.wadi.ingest.IngestReport;
import io.wadi.ingest.Silent;
import io.wadi.packet.KnownProtocols;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestSchema;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads schema {@code bi} as its reader, over tables that the whole pipeline has filled. */
class BiViewsIT {

    private static final String NOT_ALLOWED = "42501";
    private static final Set<String> PLAIN_TYPES = Set.of(
            "text",
            "integer",
            "bigint",
            "double precision",
            "date",
            "time without time zone",
            "timestamp without time zone",
            "timestamp with time zone");

    private static final String USED_FUNCTIONS = """
            with recursive used (kind, id) as (
                select 'pg_proc'::regclass::oid, oid from pg_proc where pronamespace = 'bi'::regnamespace
                union all
                select 'pg_class'::regclass, oid from pg_class where relnamespace = 'bi'::regnamespace
                union
                select found.kind, found.id
                from used
                    cross join lateral (
                        select 'pg_rewrite'::regclass::oid as kind, oid as id from pg_rewrite
                        where used.kind = 'pg_class'::regclass and ev_class = used.id
                        union all
                        select refclassid, refobjid from pg_depend where classid = used.kind and objid = used.id
                    ) as found
            )
            select distinct proname || case when lanname <> 'sql' or prosqlbody is null then ' is read when called' else '' end
            from used
                join pg_proc on kind = 'pg_proc'::regclass and pg_proc.oid = id
                join pg_language on pg_language.oid = prolang
            where lanname not in ('internal', 'c')
            """;

    @TempDir
    private static Path folder;

    private static Settings settings;
    private static IngestReport stored;
    private static JdbcTemplate owner;
    private static JdbcTemplate reader;

    @BeforeAll
    static void store() throws Exception {
        settings = TestServers.withTables();
        List<Path> captures = List.of(
                sample("new year.pcap", 1, "2025-12-31T23:59:50Z"), sample("forged.pcap", 2, "2097-03-01T00:00:00Z"));
        Set<Stage> stores = Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS);
        stored = new Ingest(settings, TestServers.cache(), stores).run(captures, new Silent());
        owner = database(settings.get(DatabaseSettings.USER), "");
        String login = "reader_of_" + owner.queryForObject("select current_database()", String.class);
        owner.execute("create role " + login + " login password 'r' in role wadi_reader");
        reader = database(login, "r");
    }

    private static Path sample(String name, long seed, String start) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(4_000, seed, Instant.parse(start)).write(out);
        }
        return file;
    }

    private static JdbcTemplate database(String user, String password) {
        return new JdbcTemplate(PooledDatabase.of(settings, user, password));
    }

    private static List<String> views() {
        return owner.queryForList(
                "select table_name::text from information_schema.views where table_schema = 'bi' order by 1",
                String.class);
    }

    /** Clients set a search path of their own, and Wadi's tables need not be in schema public. */
    @Test
    void readersNeedNoSearchPath() {
        List<String> questions = new ArrayList<>(views().stream()
                .map(view -> "select shown::text from bi." + view + " as shown")
                .toList());
        questions.add("select shown::text from bi.flows_between(0, 5000000000) as shown");
        questions.add("select shown::text from bi.flows_between(0, 5000000000, 'hour', 'none') as shown");
        questions.add("select bars::text from bi.bars_between(0, 5000000000) as bars");
        reader.execute((ConnectionCallback<Void>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set search_path = ''");
                for (String question : questions) {
                    statement.execute(question);
                }
                statement.execute("reset search_path");
            }
            return null;
        });
    }

    /** A body that is read when it is called finds its functions by the search path of whoever calls it. */
    @Test
    void theirFunctionsAreReadWhenTheyAreMade() {
        assertThat(owner.queryForList(USED_FUNCTIONS, String.class))
                .contains("wadi_scope", "range_bounds")
                .allSatisfy(function -> assertThat(function).doesNotContain("read when called"));
    }

    /** A day of the spring begins at one o'clock in Santiago. */
    @Test
    void theCalendarIsTheSameInAllTimeZones() {
        String days = "select string_agg(date::text || kind, ',' order by date) from bi.dim_date";
        String inUtc = reader.queryForObject(days, String.class);
        String inSantiago = reader.execute((ConnectionCallback<String>) connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set timezone = 'America/Santiago'");
                try (ResultSet row = statement.executeQuery(days)) {
                    row.next();
                    return row.getString(1);
                } finally {
                    statement.execute("reset timezone");
                }
            }
        });
        assertThat(inSantiago).isEqualTo(inUtc).contains("2026-12-31calendar");
    }

    private static long number(String sql) {
        return reader.queryForObject(sql, Long.class);
    }

    @Test
    void viewsAreFactsAndDimensionsOfPlainTypes() {
        assertThat(views())
                .containsExactly(
                        "dim_date",
                        "dim_host",
                        "dim_protocol",
                        "dim_time_of_day",
                        "fact_alerts",
                        "fact_exporter_minutes",
                        "fact_flow_days",
                        "fact_flow_hours",
                        "fact_flow_minutes",
                        "fact_packets",
                        "kept_from");
        assertThat(owner.queryForList(
                        "select distinct data_type::text from information_schema.columns where table_schema = 'bi'",
                        String.class))
                .isSubsetOf(PLAIN_TYPES);
    }

    @Test
    void everyViewAndColumnIsDescribed() {
        assertThat(owner.queryForList("""
                        select relname from pg_class
                        where relnamespace = 'bi'::regnamespace and relkind = 'v'
                            and coalesce(obj_description(oid, 'pg_class'), '') = ''
                        union all
                        select relname || '.' || attname from pg_attribute join pg_class on pg_class.oid = attrelid
                        where relnamespace = 'bi'::regnamespace and relkind = 'v' and attnum > 0
                            and coalesce(col_description(attrelid, attnum), '') = ''
                        """, String.class))
                .as("views and columns without a comment in R__bi_views.sql")
                .isEmpty();
    }

    @Test
    void totalsAreThoseOfTheIngest() {
        assertThat(stored.isWhole()).isTrue();
        long packets = stored.total().decoded();
        assertThat(packets).isPositive();
        assertThat(number("select count(*) from bi.fact_packets")).isEqualTo(packets);
        assertThat(number("select sum(packets) from bi.fact_flow_minutes")).isEqualTo(packets);
        assertThat(number("select sum(packets) from bi.fact_flow_hours")).isEqualTo(packets);
        assertThat(number("select sum(packets) from bi.fact_flow_days where src_ip not like '192.0.2.%'"))
                .isEqualTo(packets);

        long bytes = owner.queryForObject("select sum(bytes) from traffic", Long.class);
        assertThat(number("select sum(bytes) from bi.fact_packets")).isEqualTo(bytes);
        assertThat(number("select sum(bytes) from bi.fact_flow_minutes")).isEqualTo(bytes);
        assertThat(number("select sum(bytes) from bi.fact_flow_hours")).isEqualTo(bytes);
        assertThat(number("select count(*) from bi.dim_host"))
                .isEqualTo(owner.queryForObject("select count(*) from hosts", Long.class));
    }

    /** Late datagrams are taken off; what the collector dropped is of no exporter. */
    @Test
    void exportersAreAsCompleteAsTheirSequenceNumbersSay() {
        owner.update("""
                insert into exporter_minutes (collector, cell, minute, exporter, port, probe, protocol, domain, datagrams,
                    records, lost, late, restarts, no_template, dropped, sampling, skew_millis)
                values
                    (gen_random_uuid(), 1, '2026-01-01 00:00Z', '192.0.2.7', 1, 'r7', 'ipfix', 7, 10, 90, 12, 0, 0, 0, 0, 1, 0),
                    (gen_random_uuid(), 1, '2026-01-01 00:01Z', '192.0.2.7', 1, 'r7', 'ipfix', 7, 10, 90, 0, 2, 0, 0, 0, 1, 0),
                    (gen_random_uuid(), 1, '2026-01-01 00:01Z', '192.0.2.8', 1, 'r8', 'sflow', 0, 10, 90, 30, 0, 0, 0, 0, 1, 0),
                    (gen_random_uuid(), 1, '2026-01-01 00:01Z', null, null, '', '', 0, 0, 0, 0, 0, 0, 0, 17, 0, 0)
                """);
        assertThat(reader.queryForList("""
                        select probe || ' ' || coalesce(exporter, '-') || ' ' || sum(received) || ' ' || sum(lost) || ' '
                            || sum(dropped)
                        from bi.fact_exporter_minutes
                        where date = '2026-01-01' and minute_of_day < 2
                        group by probe, exporter
                        order by probe
                        """, String.class))
                .containsExactly(" - 0 0 17", "r7 192.0.2.7 180 10 0", "r8 192.0.2.8 10 30 0");
    }

    @ParameterizedTest
    @CsvSource({"dim_host, ip", "dim_protocol, protocol", "dim_date, date", "dim_time_of_day, minute_of_day"})
    void keysAreUnique(String dimension, String key) {
        assertThat(number("select count(*) from bi." + dimension)).isPositive();
        assertThat(number("select count(*) - count(distinct %s) from bi.%s".formatted(key, dimension)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact_packets", "fact_flow_minutes", "fact_flow_hours"})
    void everyKeyOfAFactIsInItsDimension(String fact) {
        assertFound(fact, "src_ip", "dim_host", "ip");
        assertFound(fact, "dst_ip", "dim_host", "ip");
        assertFound(fact, "protocol", "dim_protocol", "protocol");
        assertFound(fact, "date", "dim_date", "date");
        assertFound(fact, "minute_of_day", "dim_time_of_day", "minute_of_day");
    }

    private static void assertFound(String fact, String column, String dimension, String key) {
        assertThat(reader.queryForList(
                        "select distinct %2$s::text from bi.%1$s where %2$s is null or %2$s not in (select %4$s from bi.%3$s)"
                                .formatted(fact, column, dimension, key),
                        String.class))
                .as("%s.%s without a row in %s", fact, column, dimension)
                .isEmpty();
    }

    @Test
    void protocolsThatDifferByCaseAreOne() {
        owner.execute("""
                insert into flows_day (window_start, src_ip, dst_ip, protocol, packets, bytes)
                values ('2026-01-01Z', '192.0.2.1', '192.0.2.2', 'dns', 1, 60)
                """);
        assertThat(reader.queryForList(
                        "select protocol || ' ' || category from bi.dim_protocol where lower(protocol) = 'dns'",
                        String.class))
                .containsExactly("DNS Names");
    }

    /** A packet's protocol may hide behind another one of its flow, so that the sums alone would not show it. */
    @Test
    void everyProtocolThatCanBeRecognisedHasItsCategory() {
        assertThat(KnownProtocols.applications()).hasSizeGreaterThan(150).contains("SMB2", "MOUNT", "NLM", "PCP");
        Set<String> without = new TreeSet<>(KnownProtocols.applications());
        without.removeAll(
                reader.queryForList("select protocol from bi.dim_protocol where category <> 'Other'", String.class));
        assertThat(without)
                .as("protocols without a category in R__bi_views_protocols.sql")
                .isEmpty();
    }

    /** Rare ones only once they are seen, so that nobody has to choose among a hundred that nobody uses. */
    @Test
    void everyProtocolOfIpHasItsCategoryOnceItIsSeen() {
        KnownProtocols.ofIp().forEach(protocol -> owner.update("""
                        insert into flows_day (window_start, src_ip, dst_ip, protocol, packets, bytes)
                        values ('2026-01-01Z', '192.0.2.3', '192.0.2.4', ?, 1, 60)
                        """, protocol));
        assertThat(reader.queryForList("select protocol from bi.dim_protocol where category <> 'Other'", String.class))
                .doesNotHaveDuplicates()
                .containsAll(KnownProtocols.ofIp());
    }

    @Test
    void yearsAreWholeAndForgedDaysAreOutsideOfThem() {
        assertThat(reader.queryForList(
                        "select kind || ' ' || min(date) || ' ' || max(date) || ' ' || count(*) from bi.dim_date"
                                + " group by kind order by 1",
                        String.class))
                .containsExactly("calendar 2025-01-01 2026-12-31 " + 2 * 365, "forged 2097-03-01 2097-03-01 1");
    }

    /** 2025 begins and ends in weeks of which other years have days too. */
    @Test
    void aWeekBelongsToTheYearOfIso8601() {
        assertThat(reader.queryForList(
                        "select date || ' ' || iso_year || ' ' || iso_week from bi.dim_date where date in"
                                + " ('2025-01-01', '2025-12-28', '2025-12-29', '2026-01-01', '2026-12-31') order by date",
                        String.class))
                .containsExactly(
                        "2025-01-01 2025 1",
                        "2025-12-28 2025 52",
                        "2025-12-29 2026 1",
                        "2026-01-01 2026 1",
                        "2026-12-31 2026 53");
        assertThat(reader.queryForList(
                        "select 1 from bi.dim_date group by iso_year, iso_week having count(*) > 7", Integer.class))
                .isEmpty();
    }

    @Test
    void timesAreCutToTheSecondAndNotRounded() {
        assertThat(number("""
                        select count(*) from bi.fact_packets
                        where time_utc at time zone 'UTC' > seen_at
                            or seen_at - time_utc at time zone 'UTC' >= interval '1 second'
                            or time_utc::date <> date
                            or extract(hour from time_utc) * 60 + extract(minute from time_utc) <> minute_of_day
                        """)).isZero();
    }

    @Test
    void hoursAreThoseOfTheTimes() {
        assertThat(number("select count(distinct hour_utc) from bi.fact_flow_minutes"))
                .isPositive();
        assertThat(number("select count(*) from bi.fact_flow_minutes where hour_utc <> date_trunc('hour', time_utc)"))
                .isZero();
    }

    @Test
    void placesAndNamesAreShown() {
        assertThat(number("select count(distinct country) from bi.dim_host")).isGreaterThan(5);
        assertThat(number("select count(*) from bi.dim_host where latitude is not null and longitude is not null"))
                .isPositive();
        assertThat(number("select count(*) from bi.dim_host where host = name || ' (' || ip || ')'"))
                .isPositive();
        assertThat(number("select count(*) from bi.dim_host where host = ip and name is null"))
                .isPositive();
        assertThat(number("select count(*) from bi.dim_host where name_source is not null"))
                .isEqualTo(number("select count(name) from bi.dim_host"))
                .isPositive();
    }

    @Test
    void readerReadsEveryViewAndNoTable() {
        for (String view : views()) {
            reader.queryForList("select * from bi." + view + " limit 1");
        }
        List<String> tables = owner.queryForList(
                "select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p')",
                String.class);
        assertThat(tables).contains("traffic", "flows", "flows_hour", "hosts", "geoip", "alerts", "ingest_offsets");
        for (String table : tables) {
            assertThatThrownBy(() -> reader.queryForList("select * from " + table + " limit 1"))
                    .as(table)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
        }
    }

    /** A release changes the file, and Flyway runs it again over what there is, views of others included. */
    @Test
    void theyCanBeMadeAgainBesideViewsOfOthers() throws Exception {
        owner.execute("create or replace view bi_of_mine as select count(*) from bi.fact_packets");
        owner.execute("delete from schema_history where script = 'R__bi_views.sql'");
        TestSchema.migrate(settings);
        assertThat(number("select count(*) from bi.fact_packets"))
                .isEqualTo(owner.queryForObject("select * from bi_of_mine", Long.class));
    }
}
