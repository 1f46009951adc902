package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.web.KnownFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every query of the Grafana dashboard, as its login runs it, over flows whose sums are known. */
class GrafanaDashboardIT {

    private static final Path FOLDER = Path.of("dashboards", "grafana");
    private static final String HOUR = "2026-03-10T12:00:00Z/2026-03-10T13:00:00Z";
    private static final String MONTH = "2026-03-01T00:00:00Z/2026-03-31T00:00:00Z";
    private static final String NEVER = "2025-03-01T00:00:00Z/2025-03-01T01:00:00Z";
    private static final List<String> FILTERS = List.of("host", "protocol", "country");

    private static JsonNode dashboard;
    private static JdbcTemplate reader;

    @BeforeAll
    static void store() throws Exception {
        dashboard = new ObjectMapper().readTree(FOLDER.resolve("wadi.json").toFile());
        Settings settings = TestServers.settings();
        JdbcTemplate owner = database(settings, settings.get("wadi.database.user"), "");
        Flyway.configure()
                .dataSource(owner.getDataSource())
                .locations("classpath:sql/schema")
                .table("schema_history")
                .load()
                .migrate();
        KnownFlows.store(settings);
        String login = "grafana_of_" + owner.queryForObject("select current_database()", String.class);
        owner.execute("create role " + login + " login password 'g' in role wadi_reader");
        reader = database(settings, login, "g");
    }

    private static JdbcTemplate database(Settings settings, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.get("wadi.database.url"));
        source.setUser(user);
        source.setPassword(password);
        return new JdbcTemplate(source);
    }

    private static Stream<JsonNode> panels() {
        return StreamSupport.stream(dashboard.get("panels").spliterator(), false);
    }

    private static Stream<JsonNode> variables() {
        return StreamSupport.stream(dashboard.at("/templating/list").spliterator(), false);
    }

    static List<String> titles() throws Exception {
        JsonNode file = new ObjectMapper().readTree(FOLDER.resolve("wadi.json").toFile());
        return file.findValuesAsText("title").stream()
                .filter(title -> !List.of("Wadi", "Filter by it").contains(title))
                .toList();
    }

    /** A dashboard over a range, with filters as {@code host=10.0.0.1 country=US,DE}. */
    private static GrafanaSql dashboard(String range, String filters) {
        Instant from = Instant.parse(range.split("/")[0]);
        Instant to = Instant.parse(range.split("/")[1]);
        Map<String, List<String>> values = new HashMap<>();
        FILTERS.forEach(name -> values.put(name, List.of()));
        for (String filter : filters.isBlank() ? new String[0] : filters.split(" ")) {
            String[] parts = filter.split("=", 2);
            values.put(parts[0], List.of(parts[1].split(",")));
        }
        long intervalMillis = Math.max(60_000, (to.toEpochMilli() - from.toEpochMilli()) / 120);
        GrafanaSql first = new GrafanaSql(from, to, intervalMillis, values);
        values.put("grain", List.of(column(query(variable("grain"), first)).get(0)));
        return first;
    }

    private static JsonNode variable(String name) {
        return variables()
                .filter(each -> each.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> query(JsonNode variable, GrafanaSql sql) {
        return run(variable.get("query").asText(), sql);
    }

    private static List<String> column(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> String.valueOf(
                        row.containsKey("__value")
                                ? row.get("__value")
                                : row.values().iterator().next()))
                .toList();
    }

    private static List<Map<String, Object>> panel(String title, GrafanaSql sql) {
        JsonNode panel = panels().filter(each -> each.get("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
        return run(panel.at("/targets/0/rawSql").asText(), sql);
    }

    private static List<Map<String, Object>> run(String query, GrafanaSql sql) {
        Map<String, String> allValues = new HashMap<>();
        variables()
                .forEach(each -> allValues.put(
                        each.get("name").asText(), each.path("allValue").asText("")));
        return reader.queryForList(sql.expand(query, allValues));
    }

    private static long number(Map<String, Object> row, String column) {
        assertThat(row).containsKey(column);
        return ((Number) row.get(column)).longValue();
    }

    private static long sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().mapToLong(row -> number(row, column)).sum();
    }

    @Test
    void itHasTheEightVisuals() {
        assertThat(panels().map(panel ->
                        panel.get("title").asText() + ": " + panel.get("type").asText()))
                .containsExactly(
                        "Total packets: stat",
                        "Unique hosts: stat",
                        "Bytes transferred: stat",
                        "Unique countries: stat",
                        "Bytes by time: timeseries",
                        "Protocols: piechart",
                        "Top talkers: table",
                        "Hosts on the map: geomap");
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
                HOUR + "|host='or'1'='1|0 0 0 0",
                MONTH + "||31 5 7700 2",
                MONTH + "|host=198.51.100.7|11 4 1400 1",
                "2026-03-10T12:00:59Z/2026-03-10T12:01:01Z||20 4 6300 2",
                NEVER + "||0 0 0 0"
            })
    void theFourNumbersAreThoseOfTheFlows(String range, String filters, String expected) {
        GrafanaSql sql = dashboard(range, filters == null ? "" : filters);
        assertThat(String.join(
                        " ",
                        text("Total packets", "packets", sql),
                        text("Unique hosts", "hosts", sql),
                        text("Bytes transferred", "bytes", sql),
                        text("Unique countries", "countries", sql)))
                .isEqualTo(expected);
    }

    private static String text(String title, String column, GrafanaSql sql) {
        List<Map<String, Object>> rows = panel(title, sql);
        assertThat(rows).hasSize(1);
        return String.valueOf(number(rows.get(0), column));
    }

    @ParameterizedTest
    @CsvSource({HOUR + ",minute,3", MONTH + ",hour,4"})
    void bytesByTimeAddUpAndFollowTheRange(String range, String grain, int points) {
        GrafanaSql sql = dashboard(range, "");
        assertThat(sql.variables().get("grain")).containsExactly(grain);
        List<Map<String, Object>> rows = panel("Bytes by time", sql);
        assertThat(rows).hasSize(points).allSatisfy(row -> {
            assertThat(row.keySet()).containsExactly("time", "metric", "bytes");
            assertThat(row.get("time")).isInstanceOf(Timestamp.class);
        });
        assertThat(rows.stream().map(row -> row.get("time").toString())).isSorted();
        assertThat(sum(rows, "bytes")).isEqualTo(sum(panel("Bytes transferred", sql), "bytes"));
    }

    @Test
    void rankingsAndPlacesAreThoseOfTheFlows() {
        GrafanaSql sql = dashboard(HOUR, "");
        assertThat(panel("Protocols", sql).stream().map(row -> row.get("protocol") + " " + number(row, "bytes")))
                .containsExactly("TLS 6000", "HTTP 700", "DNS 300");
        assertThat(panel("Top talkers", sql).stream()
                        .map(row -> row.get("host") + " " + row.get("country") + " " + row.get("network") + " "
                                + number(row, "sent") + " " + number(row, "received")))
                .containsExactly(
                        "example.org (203.0.113.5) Germany Example Net 5000 1000",
                        "10.0.0.1 null null 1700 5000",
                        "198.51.100.7 United States Other Net 200 800",
                        "10.0.0.2 null null 100 200");
        assertThat(panel("Hosts on the map", sql).stream()
                        .map(row -> row.get("latitude") + " " + row.get("longitude") + " " + row.get("city") + " "
                                + number(row, "hosts") + " " + number(row, "bytes")))
                .containsExactly("52.5 13.4 Berlin 1 6000", "37.75 -97.8 null 1 1000");
    }

    @Test
    void filtersOfferWhatTheRangeHas() {
        GrafanaSql sql = dashboard(HOUR, "");
        assertThat(column(query(variable("host"), sql)))
                .containsExactly("10.0.0.1", "203.0.113.5", "198.51.100.7", "10.0.0.2");
        assertThat(column(query(variable("protocol"), sql))).containsExactly("TLS", "HTTP", "DNS");
        assertThat(column(query(variable("country"), sql))).containsExactly("DE", "US");
    }

    @ParameterizedTest
    @MethodSource("titles")
    void columnsThatAPanelNamesAreThoseOfItsQuery(String title) {
        JsonNode panel = panels().filter(each -> each.get("title").asText().equals(title))
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
                new TreeMap<>(panel(title, dashboard(MONTH, "")).get(0));
        assertThat(row.keySet()).as("columns").containsAll(named);
    }

    @Test
    void dataSourceProviderAndContainerFitTogether() throws Exception {
        JsonNode sources =
                yaml(FOLDER.resolve("provisioning/datasources/wadi.yaml")).get("datasources");
        JsonNode wadi = sources.get(0);
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allMatch(source -> source.get("uid").equals(wadi.get("uid"))
                        && source.get("type").equals(wadi.get("type")));
        JsonNode compose = yaml(Path.of("docker-compose.yml")).get("services");
        JsonNode grafana = compose.get("grafana");
        assertThat(grafana.get("image").asText()).matches("grafana/grafana:\\d+\\.\\d+\\.\\d+");
        assertThat(grafana.get("environment").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> name.startsWith("READER_"))
                        .map(name -> "${" + name + "}"))
                .containsExactlyInAnyOrder(
                        wadi.get("url").asText(),
                        wadi.get("user").asText(),
                        wadi.at("/secureJsonData/password").asText(),
                        wadi.at("/jsonData/database").asText());
        String folder = yaml(FOLDER.resolve("provisioning/dashboards/wadi.yaml"))
                .at("/providers/0/options/path")
                .asText();
        assertThat(StreamSupport.stream(grafana.get("volumes").spliterator(), false)
                        .map(JsonNode::asText))
                .contains("./dashboards/grafana/wadi.json:" + folder + "/wadi.json:ro");
        assertThat(compose.has(sources.get(1).get("uid").asText())).isTrue();
    }

    private static JsonNode yaml(Path file) throws Exception {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        return new ObjectMapper().valueToTree(read);
    }
}
