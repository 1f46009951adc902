package io.wadi.cli;

import io.wadi.database.Jdbc;
import io.wadi.query.FlowDetail;
import io.wadi.query.FlowFigures;
import io.wadi.query.FlowQuery;
import io.wadi.query.TimeRange;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;

/** The eight figures of the dashboard for the last hour, as text. */
final class LiveFigures {

    private static final Duration RANGE = Duration.ofHours(1);
    private static final int LIMIT = 6;
    private static final FlowDetail DETAIL = FlowDetail.windows(60);
    private static final int BAR = 30;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final FlowFigures figures;

    LiveFigures(DataSource database) {
        figures = new FlowFigures(Jdbc.client(database));
    }

    /** The figures as one line for a log. */
    List<String> line() {
        try {
            Map<String, Object> totals = totals();
            return List.of(headline(totals));
        } catch (DataAccessException e) {
            return List.of("waiting for the database: " + Jdbc.message(e));
        }
    }

    /** The figures as a full screen for a terminal. */
    List<String> screen() {
        List<String> lines = new ArrayList<>(List.of("The last hour, live", ""));
        lines.addAll(line());
        try {
            chart(lines, "Bytes by time", latestFirst(rows("bytes-by-time")), "time", "bytes");
            chart(lines, "Protocols", rows("protocols"), "protocol", "bytes");
            chart(lines, "Top talkers", rows("top-talkers"), "host", "bytes_sent");
            chart(lines, "Hosts on the map, by country", rows("countries"), "country_name", "hosts");
        } catch (DataAccessException e) {
            lines.add("waiting for the database");
        }
        return lines;
    }

    private Map<String, Object> totals() {
        return rows("totals").get(0);
    }

    private List<Map<String, Object>> rows(String query) {
        FlowQuery lately = FlowQuery.all(TimeRange.last(RANGE, Instant.now(), DETAIL), LIMIT);
        return figures.rows(query, lately);
    }

    /** Sums over all protocols, by minute. */
    private static List<Map<String, Object>> latestFirst(List<Map<String, Object>> rows) {
        Map<String, Long> sums = new TreeMap<>(Comparator.reverseOrder());
        for (Map<String, Object> row : rows) {
            String time = MINUTE.format(((Timestamp) row.get("time")).toInstant());
            sums.merge(time, number(row, "bytes"), Long::sum);
        }
        return sums.entrySet().stream()
                .map(entry -> Map.<String, Object>of("time", entry.getKey(), "bytes", entry.getValue()))
                .toList();
    }

    private static String headline(Map<String, Object> totals) {
        return String.format(
                Locale.ROOT,
                "%,d packets   %,d hosts   %s   %,d countries",
                number(totals, "packets"),
                number(totals, "hosts"),
                bytes(number(totals, "bytes")),
                number(totals, "countries"));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    private static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        int thousands = (int) (Math.log10(bytes) / 3);
        return String.format(
                Locale.ROOT, "%.1f %sB", bytes / Math.pow(1000, thousands), "kMGTPE".charAt(thousands - 1));
    }

    private static void chart(
            List<String> lines, String title, List<Map<String, Object>> rows, String label, String value) {
        lines.add("");
        lines.add(title);
        long most = rows.stream().mapToLong(row -> number(row, value)).max().orElse(1);
        rows.stream().limit(LIMIT).forEach(row -> {
            long number = number(row, value);
            String shown = value.startsWith("bytes") ? bytes(number) : String.format(Locale.ROOT, "%,d", number);
            String bar = "#".repeat((int) Math.max(1, number * BAR / Math.max(1, most)));
            lines.add(String.format("  %-28s %10s  %s", row.get(label), shown, bar));
        });
    }
}
