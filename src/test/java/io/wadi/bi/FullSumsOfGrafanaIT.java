package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.web.KnownFlows;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs the dashboard's queries over rows whose sums exceed a bigint. */
class FullSumsOfGrafanaIT {

    private static GrafanaDashboard wadi;

    @BeforeAll
    static void store() throws Exception {
        Settings settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        KnownFlows.store(settings);
        JdbcTemplate database = new JdbcTemplate(source);
        List.of("flows", "flows_hour", "flows_day")
                .forEach(table -> database.update(
                        "update " + table + " set packets = 9223372036854775807," + " bytes = 9223372036854775807"));
        wadi = GrafanaDashboard.read(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Total packets",
                "Bytes transferred",
                "Bytes by time",
                "Protocols",
                "Top talkers",
                "Hosts on the map"
            })
    void answerEveryPanelWithNumbersThatGrafanaReads(String title) {
        for (String range :
                List.of("2026-03-10T12:00:00Z/2026-03-10T13:00:00Z", "2026-03-01T00:00:00Z/2026-03-31T00:00:00Z")) {
            assertThat(wadi.panel(title, wadi.at(range, ""))).isNotEmpty().allSatisfy(row -> assertThat(row.values())
                    .hasAtLeastOneElementOfType(Double.class));
        }
    }
}
