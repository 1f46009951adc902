package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.database.Jdbc;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.RangeText;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** API, Grafana and Power BI state the same completeness of an exporter, never more than everything. */
class CompletenessIT {

    /** Six datagrams were missing in the first minute; three of them arrived in the second. */
    private static final String MINUTES = """
            insert into exporter_minutes (collector, cell, minute, exporter, port, probe, protocol, domain, datagrams, records,
                lost, late, restarts, no_template, dropped, sampling, skew_millis)
            values
                (gen_random_uuid(), 1, '2026-03-10 12:00Z', '192.0.2.7', 1, 'r7', 'v9', 7, 94, 940, 6, 0, 0, 0, 0, 1, 0),
                (gen_random_uuid(), 2, '2026-03-10 12:01Z', '192.0.2.7', 1, 'r7', 'v9', 7, 53, 530, 0, 3, 0, 0, 0, 1, 0)
            """;

    private static Settings settings;
    private static JdbcTemplate database;
    private static GrafanaDashboard grafana;

    @BeforeAll
    static void store() throws Exception {
        settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
        database.execute(MINUTES);
        grafana = GrafanaDashboard.read(settings);
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00, 12:01:00, 6, 0.94",
        "12:01:00, 12:02:00, 0, 1.0",
        "12:00:00, 12:02:00, 3, 0.98",
        "12:00:30, 12:02:00, 0, 1.0", // a minute is in the range if its start is, as a window
        "12:00:30, 12:40:00, 0, 1.0",
        "11:59:30, 12:00:30, 6, 0.94"
    })
    void isTheSameEverywhere(String from, String to, double lost, double complete) throws Exception {
        String[] range = {"2026-03-10T" + from + "Z", "2026-03-10T" + to + "Z"};
        FlowDetail detail = FlowDetail.of(settings);
        FlowQuery query = FlowQuery.all(
                RangeText.of(null, range[0], range[1]).range(Instant.parse(range[1]), detail, Duration.ZERO), 10);
        Map<String, Object> ofApi = new FlowFigures(Jdbc.client(database.getDataSource()))
                .rows("exporters", query)
                .get(0);
        Map<String, Object> ofGrafana = grafana.panel("Exporters", grafana.at(String.join("/", range), ""))
                .get(0);
        DaxContext minutes = DaxContext.NONE.and(
                "Exporters", "minute >= timestamptz '%s' and minute < timestamptz '%s'".formatted(range[0], range[1]));

        assertThat(((Number) ofApi.get("complete")).doubleValue()).isEqualTo(complete);
        assertThat(((Number) ofApi.get("lost")).doubleValue()).isEqualTo(lost);
        assertThat(ofGrafana).containsEntry("complete", complete).containsEntry("lost", lost);
        assertThat(new DaxReplay(SemanticModel.read(), grafana.reader())
                        .number("Exporters", "Completeness", minutes, minutes))
                .isEqualTo(complete);
    }
}
