package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.database.Jdbc;
import io.wadi.filter.FlowFilter;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.RangeText;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** API, schema {@code bi} and Grafana list the same alerts of a range and a host: those that were open, until they are closed. */
class AlertsEverywhereIT {

    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MINUTES = 3 * 1_440;

    /** Every third one is open; the last run of most of them was soon after their opening. */
    private static final String ALERTS = """
            insert into alerts (detection, severity, subject, title, opened_at, updated_at, closed_at, last_seen, score, evidence)
            select 'test ' || n, 'high',
                (array['%s', '%s port 443', '%s → 10.0.0.3', 'FTP server %s', 'TLS 1.0 of %s'])[1 + n % 5] , n::text, opened,
                coalesce(closed, opened + interval '1 minute'), closed, opened, 1, '{}'
            from (
                select n, opened, case n % 3 when 0 then null else opened + n % 7 * interval '9 minutes' end as closed
                from (select n, timestamptz '2026-03-01Z' + n * interval '17 minutes 3.25 seconds' as opened
                    from generate_series(0, 199) as n) as openings
            ) as alerts
            """;

    private static final String OPEN =
            "opened_at < ?::timestamptz and (closed_at is null or closed_at >= ?::timestamptz)";
    private static final List<String> HOSTS = List.of("10.0.0.1", "2001:db8::1", "10.0.0.3");

    private static Settings settings;
    private static JdbcTemplate database;
    private static GrafanaDashboard grafana;

    @BeforeAll
    static void store() throws Exception {
        settings = TestServers.withTables();
        grafana = GrafanaDashboard.read(settings);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
        HOSTS.subList(0, 2).forEach(host -> database.execute(ALERTS.replace("%s", host)));
    }

    private static TreeSet<String> numbers(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .map(row -> String.valueOf(row.get(column)).replaceAll(":.*", "") + " " + row.get("subject"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> ofApi(Instant from, Instant to, String host) {
        FlowDetail detail = FlowDetail.of(settings);
        FlowQuery query = new FlowQuery(
                RangeText.of(null, from.toString(), to.toString()).range(to, detail, Duration.ZERO),
                host,
                null,
                null,
                null,
                null,
                false,
                null,
                FlowFilter.ALL,
                1_000);
        return numbers(new FlowFigures(Jdbc.client(database.getDataSource())).rows("alerts", query), "title");
    }

    private static TreeSet<String> ofGrafana(Instant from, Instant to, String host) {
        return grafana.annotations(grafana.at(from + "/" + to, host == null ? "" : "host=" + host)).stream()
                .map(row -> String.valueOf(row.get("text")).replaceFirst(": ", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> ofViews(Instant from, Instant to, String host) {
        return numbers(
                grafana.reader()
                        .queryForList(
                                "select title, subject from bi.fact_alerts where opened_at < ?::timestamptz"
                                        + " and (closed_utc is null or closed_utc >= ?::timestamptz at time zone 'UTC')"
                                        + " and (?::text is null or ip = ?)",
                                to.toString(),
                                from.toString(),
                                host,
                                host),
                "title");
    }

    private static TreeSet<String> stored(Instant from, Instant to, String host) {
        return numbers(
                database.queryForList(
                        "select title, subject from alerts where " + OPEN
                                + " and (?::text is null or strpos(' ' || subject || ' ', ' ' || ? || ' ') > 0 and ? <> '10.0.0.3')",
                        to.toString(),
                        from.toString(),
                        host,
                        host,
                        host),
                "title");
    }

    private static void agree(Instant from, Instant to, String host) {
        TreeSet<String> stored = stored(from, to, host);
        String what = from + " to " + to + " of " + host;
        assertThat(ofApi(from, to, host)).as("API: " + what).isEqualTo(stored);
        assertThat(ofViews(from, to, host)).as("views: " + what).isEqualTo(stored);
        assertThat(ofGrafana(from, to, host)).as("Grafana: " + what).isEqualTo(stored);
    }

    @RepeatedTest(12)
    void openUntilClosed(RepetitionInfo repetition) {
        Random random = new Random(20_261_129 + repetition.getCurrentRepetition());
        Instant from = FIRST.plusSeconds(60L * random.nextInt(MINUTES) + random.nextInt(60));
        Instant to = from.plusSeconds(1 + random.nextInt(20_000));
        for (String host : HOSTS) {
            agree(from, to, host);
        }
        agree(from, to, null);
    }

    /** The last run was long ago, for example because Wadi was stopped. */
    @Test
    void openAfterTheLastRun() {
        Instant from = FIRST.plus(Duration.ofDays(90));
        Instant to = from.plus(Duration.ofDays(1));
        agree(from, to, null);
        assertThat(stored(from, to, null)).isNotEmpty();
    }

    /** Those that are open are loaded, however old they are. */
    @Test
    void powerBiLoadsOpenAlertsOfEarlierDays() throws Exception {
        assertThat(SemanticModel.read().tables().stream()
                        .filter(table -> table.name().equals("Alerts"))
                        .map(SemanticModel.Table::query))
                .singleElement()
                .asString()
                .contains(
                        "if Days = 0 then View else Table.SelectRows(View, each [date] >= Since or [closed_utc] = null)");
    }
}
