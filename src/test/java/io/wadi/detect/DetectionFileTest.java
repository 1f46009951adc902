package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.filter.FlowFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionFileTest {

    private static final String GOOD = """
            -- title: Too many packets
            -- severity: medium
            -- schedule: 5 minutes
            -- closes-after: 1 hour
            -- timeout: 3 seconds
            -- explanation: A host that sends
            --   more than it should.
            --
            -- parameter packets = 100 (packets): at least
            -- parameter share = 0.5 (share): of all
            -- parameter ports = {21,23}
            -- parameter text = any (old) thing (words): what to say
            select host(src_ip) as subject, 1 as score, '{}' as evidence -- :#nothing
            from flows where packets > :#packets and window_start > :#now;
            """;

    private static DetectionFile file(String text) {
        return DetectionFile.read("many", "many.sql", text);
    }

    @Test
    void readsHeaderAndQuery() {
        Detection detection = file(GOOD).complete();

        assertThat(detection.title()).isEqualTo("Too many packets");
        assertThat(detection.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(detection.schedule()).isEqualTo(Duration.ofMinutes(5));
        assertThat(detection.closesAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(detection.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(detection.explanation()).isEqualTo("A host that sends more than it should.");
        assertThat(detection.query()).startsWith("select").endsWith(":#now");
        assertThat(detection.parameters())
                .containsExactly(
                        new DetectionParameter("packets", 100, "packets", "at least"),
                        new DetectionParameter("share", 0.5, "share", "of all"),
                        new DetectionParameter("ports", "{21,23}", "", ""),
                        new DetectionParameter("text", "any (old) thing", "words", "what to say"));
    }

    @Test
    void aFileWithoutAQueryChangesTheFilter() {
        Detection base = file(GOOD).complete();
        assertThat(base.filter()).isEqualTo(FlowFilter.ALL);

        Detection changed = file("-- filter: not src.host in 10.9.0.0/16\n--   and port != 22")
                .over(base);
        assertThat(changed.filter().text()).isEqualTo("not src.host in 10.9.0.0/16 and port != 22");
        assertThat(file("-- severity: low").over(changed).filter()).isEqualTo(changed.filter());
        assertThat(file("-- filter: none").over(changed).filter()).isEqualTo(FlowFilter.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- severity: medium       | -- severity: loud          | line 2: severity must be low, medium or high",
                "-- schedule: 5 minutes    | -- schedule: often         | line 3: schedule must be a duration such as",
                "-- schedule: 5 minutes    | -- schedule: 0 minutes     | line 3: schedule must be a duration such as",
                "-- schedule: 5 minutes    | -- schedul: 5 minutes      | line 3: unknown header \"schedul\"",
                "-- schedule: 5 minutes    | -- every five minutes      | line 3: write \"-- key: value\"",
                "-- schedule: 5 minutes    | --                         | line 1: the header lacks \"-- schedule",
                "-- title: Too many packets| --    indented             | line 1: a continuation line needs a "
                        + "header above it",
                "> :#packets               | > :#pakets                 | line 14: the header has no parameter pakets",
                "-- schedule: 5 minutes    | -- filter: port = x        | line 3: The filter has 'x' at position 8",
                "parameter share           | parameter now              | line 10: parameter now is reserved",
                "parameter share           | parameter packets          | line 10: parameter packets is defined twice",
            })
    void namesFileAndLineOfWhatIsWrong(String right, String wrong, String message) {
        String text = GOOD.replace(right, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> file(text).complete())
                .isInstanceOf(DetectionException.class)
                .hasMessageStartingWith("many.sql, " + message);
    }

    @Test
    void aFileWithoutQueryOnlyChangesWhatItSays() {
        Detection base = file(GOOD).complete();
        DetectionFile change = DetectionFile.read("many", "own.sql", "-- severity: high\n-- parameter share = 0.9\n");

        Detection changed = change.over(base);

        assertThat(change.isChange()).isTrue();
        assertThat(changed.severity()).isEqualTo(Severity.HIGH);
        assertThat(changed.file()).isEqualTo("own.sql");
        assertThat(changed.query()).isEqualTo(base.query());
        assertThat(changed.parameters())
                .contains(new DetectionParameter("share", 0.9, "share", "of all"))
                .hasSize(4);
        assertThatThrownBy(change::complete).hasMessageContaining("lacks");
        assertThatThrownBy(() -> file("-- parameter x = 1").over(base)).hasMessageContaining("no parameter x");
    }

    @Test
    void scheduleOffSwitchesOff() {
        assertThat(file(GOOD.replace("5 minutes", "off")).complete().isOff()).isTrue();
    }

    @Test
    void everyShippedDetectionExplainsItselfAndItsParameters() {
        assertThat(new Detections(Path.of("no such folder")).current())
                .isNotEmpty()
                .allSatisfy(detection -> {
                    assertThat(detection.explanation()).isNotBlank();
                    assertThat(detection.parameters()).isNotEmpty().allSatisfy(parameter -> {
                        assertThat(parameter.unit()).isNotBlank();
                        assertThat(parameter.text()).isNotBlank();
                    });
                });
    }

    @Test
    void theDocumentationHasARowOfEachShippedDetection() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("wadi.docs", "docs"), "detections.md"));
        List<String> rows =
                page.lines().filter(line -> line.contains("](../sql/detect/")).toList();
        List<Detection> shipped = new Detections(Path.of("no such folder")).current();
        for (Detection detection : shipped) {
            String start = "| [`%1$s`](../sql/detect/%1$s.sql) | %2$s | %3$s | "
                    .formatted(
                            detection.name(),
                            detection.title(),
                            detection.severity().label());
            String row = rows.stream()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("docs/detections.md has no row that starts with " + start));
            assertThat(row).startsWith(start + minutes(detection.schedule()) + " | ");
            detection.parameters().forEach(parameter -> assertThat(row)
                    .containsPattern("`%s` (%s|…) %s"
                            .formatted(
                                    parameter.name(),
                                    Pattern.quote(String.valueOf(parameter.value())),
                                    Pattern.quote(parameter.unit()))));
        }
        assertThat(rows)
                .as("rows of docs/detections.md, one per shipped detection")
                .hasSameSizeAs(shipped);
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() == 1 ? "1 minute" : duration.toMinutes() + " minutes";
    }
}
