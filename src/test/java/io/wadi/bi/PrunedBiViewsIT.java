package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Conditions as BI tools send them open the partitions of their range alone, whoever made the partitions. */
class PrunedBiViewsIT {

    private static final Pattern PARTITION = Pattern.compile("(?:traffic|flows)_(\\d{6,8}(?:_\\d{6})?)\\b");

    private static JdbcTemplate database;

    @BeforeAll
    static void makePartitions() throws Exception {
        Settings settings = TestServers.settings();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
        // The views, which are repeatable migrations, need columns of later versions.
        migrate(source, "17", "NONE");
        makeBoth("2020-01-01Z", "2020-02-01Z");
        migrate(source, "latest", "R");
        makeBoth("2020-02-01Z", "2020-03-01Z");
        makeBoth("2020-03-01Z", "2020-03-02Z");
        makeBoth("2020-03-02Z", "2020-03-02 07:00:01Z");
        makeBoth("2020-03-02 07:00:01Z", "2020-03-03Z");
    }

    private static void migrate(PGSimpleDataSource source, String version, String repeatable) {
        Flyway.configure(PrunedBiViewsIT.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:sql/schema")
                .table("schema_history")
                .repeatableSqlMigrationPrefix(repeatable)
                .target(version)
                .load()
                .migrate();
    }

    private static void makeBoth(String from, String to) {
        for (String parent : List.of("traffic", "flows")) {
            assertThat(database.queryForObject(
                            "select wadi_add_partition(?, ?::timestamptz, ?::timestamptz)",
                            Long.class,
                            parent,
                            from,
                            to))
                    .isZero();
        }
    }

    private static List<String> opened(String view, String condition) {
        String plan = String.join(
                "\n", database.queryForList("explain select * from bi." + view + " where " + condition, String.class));
        return PARTITION
                .matcher(plan)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date = '2020-01-15'|202001",
                "date = date '2020-03-01'|20200301",
                "date in ('2020-01-15', '2020-02-03')|202001 202002",
                "date >= timestamp '2020-02-29 00:00' and date < timestamp '2020-03-02 00:00'|202002 20200301",
                "date >= '2020-03-02'|20200302_000000 20200302_070001",
                "time_utc = timestamp '2020-02-29 23:59:59'|202002",
                "time_utc >= '2020-01-31 23:59:59' and time_utc < '2020-02-01 00:00:00'|202001",
                "time_utc >= '2020-03-02 07:00:01'|20200302_070001",
                "time_utc < '2020-03-02 07:00:01' and date = '2020-03-02'|20200302_000000"
            })
    void conditionsOnDayAndSecondOpenTheirPartitionsAlone(String condition, String partitions) {
        for (String view : List.of("fact_packets", "fact_flow_minutes")) {
            assertThat(opened(view, condition))
                    .as("%s where %s", view, condition)
                    .containsExactly(partitions.split(" "));
        }
    }

    /** Nothing that its range allows is refused by the constraints, at a session's own time zone either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01 00:00:00Z",
                "2020-01-31 23:59:59.999999Z",
                "2020-02-01 00:00:00Z",
                "2020-03-02 00:00:00Z",
                "2020-03-02 07:00:00.999999Z",
                "2020-03-02 07:00:01Z",
                "2020-03-02 23:59:59.999999Z"
            })
    void everyMomentOfAPartitionIsStored(String moment) {
        int stored = database.update("""
                with zone as materialized (select set_config('timezone', 'Pacific/Kiritimati', true))
                insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes, first_seen,
                    last_seen)
                select ?::timestamptz, '10.0.0.1', '10.0.0.2', 'UDP', 'p', 'UDP', 1, 60, now(), now() from zone
                """, moment);
        assertThat(stored).isOne();
        assertThat(database.queryForObject("select count(*) from flows_default", Long.class))
                .isZero();
    }

    @Test
    void packetsOfADayAreFoundInItsPartition() {
        database.update("""
                insert into traffic (src_ip, dst_ip, protocol, bytes, "timestamp", transport, length, probe)
                values ('10.0.0.1', '10.0.0.2', 'UDP', 60, '2020-03-01 23:59:59.999999Z', 'UDP', 60, 'p')
                """);
        assertThat(database.queryForObject(
                        "select count(*) from bi.fact_packets where date = '2020-03-01'"
                                + " and time_utc = '2020-03-01 23:59:59'",
                        Long.class))
                .isOne();
    }
}
