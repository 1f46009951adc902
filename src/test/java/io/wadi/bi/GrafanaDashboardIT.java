package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.web.KnownFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Runs every query of the Grafana dashboard with its login, over flows with known sums. */
class GrafanaDashboardIT {

    private static final Path FOLDER = GrafanaDashboard.FOLDER;
    private static final String HOUR = "2026-03-10T12:00:00Z/2026-03-10T13:00:00Z";
    private static final String MONTH = "2026-03-01T00:00:00Z/2026-03-31T00:00:00Z";
    private static final String NEVER = "2025-03-01T00:00:00Z/2025-03-01T01:00:00Z";

    private static GrafanaDashboard wadi;

    @BeforeAll
    static void store() throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        storeWhatRetentionLeaves(settings);
        wadi = GrafanaDashboard.read(settings);
    }

    /** Two hours whose windows are gone, and two days whose hours are gone as well. */
    private static void storeWhatRetentionLeaves(Settings settings) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), "");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into kept_since values ('flows', '2026-02-02Z'), ('flows_hour', '2025-11-03Z')");
            statement.executeUpdate("""
                    insert into flows_hour values
                        ('2026-02-01 05:00Z', '10.0.0.1', '203.0.113.5', 'TLS', 3, 600),
                        ('2026-02-01 06:00Z', '10.0.0.1', '203.0.113.5', 'TLS', 4, 800)
                    """);
            statement.executeUpdate("""
                    insert into flows_day values
                        ('2025-11-01Z', '10.0.0.1', '203.0.113.5', 'TLS', 5, 900),
                        ('2025-11-02Z', '10.0.0.1', '203.0.113.5', 'TLS', 6, 950),
                        ('2026-02-01Z', '10.0.0.1', '203.0.113.5', 'TLS', 7, 1400)
                    """);
            statement.executeUpdate(
                    "update flows set probe = 'r7', in_interface = case src_port when 53 then 4 else 3 end,"
                            + " out_interface = case src_port when 53 then 3 else 4 end,"
                            + " in_interface_name = case src_port when 53 then null else 'ge-0/0/3' end where protocol = 'DNS'");
            statement.executeUpdate("""
                    insert into alerts (detection, severity, subject, title, opened_at, updated_at, closed_at, last_seen,
                        score, evidence)
                    values
                        ('host-sweep', 'high', '10.0.0.1', 'Sweep', '2026-03-10 11:00Z', '2026-03-10 12:00Z', null,
                            '2026-03-10 12:00Z', 2, '{}'),
                        ('dns-tunnel', 'low', 'example.org', 'Tunnel', '2026-03-10 12:59Z', '2026-03-10 13:30Z',
                            '2026-03-10 13:30Z', '2026-03-10 13:20Z', 2, '{}'),
                        ('syn-flood', 'low', '10.0.0.1 port 80', 'Flood', '2026-03-10 13:00Z', '2026-03-10 13:30Z', null,
                            '2026-03-10 13:30Z', 2, '{}')
                    """);
            statement.executeUpdate("""
                    insert into exporter_minutes values
                        (gen_random_uuid(), 1, '2026-03-10 12:00Z', '192.0.2.7', 1, 'r7', 'v9', 7, 60, 600, 3, 0, 1, 2, 0, 100, 0),
                        (gen_random_uuid(), 1, '2026-03-10 12:01Z', '192.0.2.7', 2, 'r7', 'v9', 7, 36, 360, 2, 1, 0, 0, 0, 10, 0),
                        (gen_random_uuid(), 1, '2026-03-10 12:01Z', '192.0.2.8', 1, 'r8', 'v5', 0, 1, 9999, 1, 0, 0, 0, 0, 1, 0),
                        (gen_random_uuid(), 1, '2026-03-10 12:02Z', null, null, '', '', 0, 0, 0, 0, 0, 0, 0, 17, 0, 0),
                        (gen_random_uuid(), 1, '2026-03-10 13:00Z', '192.0.2.7', 1, 'r7', 'v9', 7, 9, 9, 9, 0, 0, 0, 0, 1, 0)
                    """);
        }
    }

    static List<String> titles() throws Exception {
        JsonNode file = new ObjectMapper().readTree(FOLDER.resolve("wadi.json").toFile());
        return file.findValuesAsText("title").stream()
                .filter(title -> !List.of("Wadi", "Filter by it").contains(title))
                .toList();
    }

    private static long number(Map<String, Object> row, String column) {
        assertThat(row).containsKey(column);
        return ((Number) row.get(column)).longValue();
    }

    private static long sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().mapToLong(row -> number(row, column)).sum();
    }

    @Test
    void itHasTheEightVisualsAndTheExporters() {
        assertThat(wadi.panels()
                        .map(panel -> panel.get("title").asText() + ": "
                                + panel.get("type").asText()))
                .containsExactly(
                        "Total packets: stat",
                        "Unique hosts: stat",
                        "Bytes transferred: stat",
                        "Unique countries: stat",
                        "Bytes by time: timeseries",
                        "Protocols: piechart",
                        "Top talkers: table",
                        "Hosts on the map: geomap",
                        "Exporters: table",
                        "Interfaces: table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                HOUR + "||25 4 7000 2",
                HOUR + "|host=10.0.0.1|23 3 6700 2",
                HOUR + "|protocol=TLS|18 2 6000 1",
                HOUR + "|country=US|7 3 1000 1",
                HOUR + "|host=10.0.0.1 country=US|5 2 700 1",
                HOUR + "|protocol=DNS,HTTP|7 3 1000 1",
                HOUR + "|exporter=r7|2 2 300 1",
                MONTH + "|exporter=r7|2 2 300 1",
                HOUR + "|exporter=r7 protocol=TLS|0 0 0 0",
                HOUR + "|host='or'1'='1|0 0 0 0",
                MONTH + "||31 5 7700 2",
                MONTH + "|host=198.51.100.7|11 4 1400 1",
                "2026-03-10T12:00:59Z/2026-03-10T12:01:01Z||2 2 300 1",
                NEVER + "||0 0 0 0"
            })
    void theFourNumbersAreThoseOfTheFlows(String range, String filters, String expected) {
        GrafanaSql sql = wadi.at(range, filters == null ? "" : filters);
        assertThat(String.join(
                        " ",
                        text("Total packets", "packets", sql),
                        text("Unique hosts", "hosts", sql),
                        text("Bytes transferred", "bytes", sql),
                        text("Unique countries", "countries", sql)))
                .isEqualTo(expected);
    }

    private static String text(String title, String column, GrafanaSql sql) {
        List<Map<String, Object>> rows = wadi.panel(title, sql);
        assertThat(rows).hasSize(1);
        return String.valueOf(number(rows.get(0), column));
    }

    @ParameterizedTest
    @CsvSource({
        HOUR + ",minute,3",
        MONTH + ",day,4",
        "2026-03-09T12:00:00Z/2026-03-11T12:00:00Z,hour,4",
        "2026-02-01T04:30:00Z/2026-02-01T07:30:00Z,hour,2",
        "2025-10-31T06:00:00Z/2025-11-03T06:00:00Z,day,2"
    })
    void bytesByTimeAddUpAndFollowTheRange(String range, String grain, int points) {
        GrafanaSql sql = wadi.at(range, "");
        assertThat(sql.variables().get("grain")).containsExactly(grain);
        List<Map<String, Object>> rows = wadi.panel("Bytes by time", sql);
        assertThat(rows).hasSize(points).allSatisfy(row -> {
            assertThat(row.keySet()).containsExactly("time", "metric", "bytes");
            assertThat(row.get("time")).isInstanceOf(Timestamp.class);
        });
        assertThat(rows.stream().map(row -> row.get("time").toString())).isSorted();
        assertThat(sum(rows, "bytes")).isEqualTo(sum(wadi.panel("Bytes transferred", sql), "bytes"));
    }

    @Test
    void rankingsAndPlacesAreThoseOfTheFlows() {
        GrafanaSql sql = wadi.at(HOUR, "");
        assertThat(wadi.panel("Protocols", sql).stream().map(row -> row.get("protocol") + " " + number(row, "bytes")))
                .containsExactly("TLS 6000", "HTTP 700", "DNS 300");
        assertThat(wadi.panel("Top talkers", sql).stream()
                        .map(row -> row.get("host") + " " + row.get("country") + " " + row.get("network") + " "
                                + number(row, "sent") + " " + number(row, "received")))
                .containsExactly(
                        "example.org (203.0.113.5) Germany Example Net 5000 1000",
                        "10.0.0.1 null null 1700 5000",
                        "198.51.100.7 United States Other Net 200 800",
                        "10.0.0.2 null null 100 200");
        assertThat(wadi.panel("Hosts on the map", sql).stream()
                        .map(row -> row.get("latitude") + " " + row.get("longitude") + " " + row.get("city") + " "
                                + number(row, "hosts") + " " + number(row, "bytes")))
                .containsExactly("52.5 13.4 Berlin 1 6000", "37.75 -97.8 null 1 1000");
    }

    /** The least complete first. A share below 1 is never rounded up to it. */
    @Test
    void exportersAreAsCompleteAsTheLedgerSays() {
        assertThat(wadi.panel("Exporters", wadi.at(HOUR, "")).stream()
                        .map(row -> row.get("exporter") + " " + row.get("protocol") + " " + number(row, "records") + " "
                                + number(row, "lost") + " " + row.get("complete") + " " + number(row, "no_template")
                                + " "
                                + number(row, "dropped")))
                .containsExactly(
                        "r7 v9 960 4 0.96 2 0", "r8 v5 9999 1 0.999 0 0", "(dropped by the collector)  0 0 null 0 17");
        assertThat(wadi.panel("Exporters", wadi.at(NEVER, ""))).isEmpty();
    }

    @Test
    void interfacesHaveWhatCameInAndLeft() {
        for (String filters : List.of("", "exporter=r7")) {
            assertThat(wadi.panel("Interfaces", wadi.at(HOUR, filters)).stream()
                            .map(row -> row.get("exporter") + " " + row.get("interface") + " " + row.get("name") + " "
                                    + number(row, "bytes_in") + " " + number(row, "bytes_out")))
                    .containsExactly("r7 3 ge-0/0/3 100 200", "r7 4 null 200 100");
        }
        assertThat(wadi.panel("Interfaces", wadi.at(HOUR, "exporter=r8"))).isEmpty();
    }

    @Test
    void filtersOfferWhatTheRangeHas() {
        GrafanaSql sql = wadi.at(HOUR, "");
        assertThat(wadi.offers("host", sql)).containsExactly("10.0.0.1", "203.0.113.5", "198.51.100.7", "10.0.0.2");
        assertThat(wadi.offers("protocol", sql)).containsExactly("TLS", "HTTP", "DNS");
        assertThat(wadi.offers("country", sql)).containsExactly("DE", "US");
        assertThat(wadi.offers("exporter", sql)).containsExactly("r7", "r8");
    }

    /** Those that began before the range too, and the ones that are open until now. */
    @Test
    void alertsAreMarkedWhileTheyWereOpen() {
        List<Map<String, Object>> marked = wadi.annotations(wadi.at(HOUR, ""));
        assertThat(marked)
                .extracting(row -> row.get("text") + " " + row.get("tags"))
                .containsExactly("Sweep: 10.0.0.1 high,host-sweep,open", "Tunnel: example.org low,dns-tunnel,closed");
        assertThat((Timestamp) marked.get(0).get("timeend")).isAfter(Instant.parse("2026-03-10T14:00:00Z"));
        assertThat((Timestamp) marked.get(1).get("timeend")).isEqualTo(Instant.parse("2026-03-10T13:30:00Z"));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void columnsThatAPanelNamesAreThoseOfItsQuery(String title) {
        JsonNode panel = wadi.panels()
                .filter(each -> each.get("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
        List<String> named = new ArrayList<>(panel.at("/fieldConfig/overrides").findValues("matcher").stream()
                .map(matcher -> matcher.get("options").asText())
                .toList());
        panel.at("/options").findValues("location").forEach(place -> {
            named.add(place.get("latitude").asText());
            named.add(place.get("longitude").asText());
        });
        panel.findValuesAsText("field").forEach(named::add);
        panel.findValuesAsText("url")
                .forEach(url -> named.add(url.replaceAll(".*\\$\\{__data\\.fields\\.(\\w+)}.*", "$1")));
        Map<String, Object> row =
                new TreeMap<>(wadi.panel(title, wadi.at(MONTH, "")).get(0));
        assertThat(row.keySet()).as("columns").containsAll(named);
    }

    @Test
    void dataSourceProviderAndContainerFitTogether() throws Exception {
        JsonNode sources =
                yaml(FOLDER.resolve("provisioning/datasources/wadi.yaml")).get("datasources");
        JsonNode source = sources.get(0);
        assertThat(wadi.file().findValues("datasource"))
                .isNotEmpty()
                .allMatch(used -> used.get("uid").equals(source.get("uid"))
                        && used.get("type").equals(source.get("type")));
        JsonNode compose = yaml(Path.of("docker-compose.yml")).get("services");
        JsonNode grafana = compose.get("grafana");
        assertThat(grafana.get("image").asText()).matches("grafana/grafana:\\d+\\.\\d+\\.\\d+");
        assertThat(grafana.get("environment").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.startsWith("READER_"))
                        .map(name -> "${" + name + "}"))
                .containsExactlyInAnyOrder(
                        source.get("url").asText(),
                        source.get("user").asText(),
                        source.at("/secureJsonData/password").asText(),
                        source.at("/jsonData/database").asText());
        String folder = yaml(FOLDER.resolve("provisioning/dashboards/wadi.yaml"))
                .at("/providers/0/options/path")
                .asText();
        assertThat(StreamSupport.stream(grafana.get("volumes").spliterator(), false)
                        .map(JsonNode::asText))
                .contains("./dashboards/grafana/wadi.json:" + folder + "/wadi.json:ro");
        assertThat(sources).as("data sources beside Wadi's").hasSize(1);
        assertThat(source.has("isDefault")).isFalse();
        JsonNode prometheus =
                yaml(FOLDER.resolve("provisioning/datasources/prometheus.yaml")).at("/datasources/0/uid");
        assertThat(compose.has(prometheus.asText())).isTrue();
    }

    private static JsonNode yaml(Path file) throws Exception {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return new ObjectMapper().valueToTree(read);
    }
}
