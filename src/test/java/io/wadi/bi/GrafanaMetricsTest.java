package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Checks the Grafana dashboard of Wadi's own metrics against {@code docs/metrics.md}, which is generated from the meters. */
class GrafanaMetricsTest {

    private static final Pattern ROW = Pattern.compile("\\| `(wadi_\\w+)` \\| \\w+ \\| ([\\w, ]*)\\|");
    private static final Pattern METRIC = Pattern.compile("\\bwadi_\\w+");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    /** A label that Prometheus adds. */
    private static final String INSTANCE = "instance";

    private static Map<String, Set<String>> labelsByMetric() throws IOException {
        Map<String, Set<String>> labels = new HashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/metrics.md")));
        while (row.find()) {
            labels.put(row.group(1), Set.of(row.group(2).strip().split(", ")));
        }
        return labels;
    }

    private static List<JsonNode> targets() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(GrafanaDashboard.FOLDER.resolve("wadi-metrics.json").toFile());
        return file.findValues("targets").stream()
                .flatMap(targets -> StreamSupport.stream(targets.spliterator(), false))
                .toList();
    }

    @Test
    void everyMetricExistsAndHasTheLabelsOfItsQuery() throws IOException {
        Map<String, Set<String>> labels = labelsByMetric();
        assertThat(targets()).hasSizeGreaterThan(15).allSatisfy(target -> {
            String query = target.get("expr").asText();
            METRIC.matcher(query).results().map(found -> found.group()).forEach(metric -> {
                String meter = metric.replaceFirst("_count$", "");
                assertThat(labels).as(query).containsKey(meter);
                grouping(query).stream()
                        .filter(label -> !label.equals(INSTANCE))
                        .forEach(
                                label -> assertThat(labels.get(meter)).as(query).contains(label));
            });
        });
    }

    @Test
    void legendsNameLabelsThatTheQueryKeeps() throws IOException {
        assertThat(targets())
                .allSatisfy(target -> LEGEND.matcher(target.get("legendFormat").asText())
                        .results()
                        .forEach(found -> assertThat(grouping(target.get("expr").asText()))
                                .contains(found.group(1))));
    }

    private static List<String> grouping(String query) {
        return GROUPING.matcher(query)
                .results()
                .flatMap(found -> List.of(found.group(1).split(", ")).stream())
                .toList();
    }
}
