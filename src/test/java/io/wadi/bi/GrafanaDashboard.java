package io.wadi.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The queries of the Grafana dashboard, run as its login does.
 *
 * @param file the dashboard
 * @param reader a login that may read schema {@code bi} alone
 */
record GrafanaDashboard(JsonNode file, JdbcTemplate reader) {

    static final Path FOLDER = Path.of("dashboards", "grafana");
    private static final List<String> FILTERS = List.of("host", "protocol", "country", "exporter");

    /** The dashboard over a migrated database. */
    static GrafanaDashboard read(Settings settings) throws IOException {
        JdbcTemplate owner = database(settings, settings.get(DatabaseSettings.USER), "");
        String login = "grafana_of_" + owner.queryForObject("select current_database()", String.class);
        owner.execute("create role " + login + " login password 'g' in role wadi_reader");
        JsonNode file = new ObjectMapper().readTree(FOLDER.resolve("wadi.json").toFile());
        return new GrafanaDashboard(file, database(settings, login, "g"));
    }

    private static JdbcTemplate database(Settings settings, String user, String password) {
        return new JdbcTemplate(PooledDatabase.of(settings, user, password));
    }

    Stream<JsonNode> panels() {
        return StreamSupport.stream(file.get("panels").spliterator(), false);
    }

    private Stream<JsonNode> variables() {
        return StreamSupport.stream(file.at("/templating/list").spliterator(), false);
    }

    /** The dashboard over a range, with filters as {@code host=10.0.0.1 country=US,DE}. */
    GrafanaSql at(String range, String filters) {
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
        values.put("grain", List.of(offers("grain", first).get(0)));
        return first;
    }

    /** The values that a variable offers. */
    List<String> offers(String variable, GrafanaSql sql) {
        String query = named(variables(), "name", variable).get("query").asText();
        return run(query, sql).stream()
                .map(row -> String.valueOf(
                        row.containsKey("__value")
                                ? row.get("__value")
                                : row.values().iterator().next()))
                .toList();
    }

    /** The rows of a panel. */
    List<Map<String, Object>> panel(String title, GrafanaSql sql) {
        return run(statement(title), sql);
    }

    /** What is marked on the panels with a time axis. */
    List<Map<String, Object>> annotations(GrafanaSql sql) {
        return run(file.at("/annotations/list/0/target/rawSql").asText(), sql);
    }

    /** How PostgreSQL would find the rows of a panel. */
    String plan(String title, GrafanaSql sql) {
        return String.join("\n", reader.queryForList("explain " + expand(statement(title), sql), String.class));
    }

    private String statement(String title) {
        return named(panels(), "title", title).at("/targets/0/rawSql").asText();
    }

    private static JsonNode named(Stream<JsonNode> all, String field, String name) {
        return all.filter(each -> each.get(field).asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> run(String query, GrafanaSql sql) {
        return reader.queryForList(expand(query, sql));
    }

    private String expand(String query, GrafanaSql sql) {
        Map<String, String> allValues = new HashMap<>();
        variables()
                .forEach(each -> allValues.put(
                        each.get("name").asText(), each.path("allValue").asText("")));
        return sql.expand(query, allValues);
    }
}
