package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of alerts. */
class AlertBookIT {

    private static final Detection DETECTION =
            DetectionFile.read("own", "own.sql", """
                    -- title: Mine
                    -- severity: medium
                    -- schedule: 1 minute
                    -- closes-after: 10 minutes
                    select 1
                    """).complete();
    private static Lab lab;

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() {
        lab.empty();
    }

    private static Instant minute(int minute) {
        return Lab.NOW.plus(Duration.ofMinutes(minute));
    }

    private static void found(int minute, String... subjects) throws SQLException {
        List<Finding> findings = Arrays.stream(subjects)
                .map(subject -> new Finding(subject, minute, "{\"minute\": " + minute + "}"))
                .toList();
        lab.book().apply(new DetectionRun(DETECTION, minute(minute), 1, new Findings(findings, findings.size()), null));
    }

    private static List<String> changes() throws SQLException {
        return lab.book().pending().stream()
                .map(event -> event.change() + " " + event.subject())
                .toList();
    }

    private static Map<String, Object> alert() {
        return lab.database().queryForMap("select * from alerts");
    }

    @Test
    void opensOnceAndFollowsWhatIsFound() throws Exception {
        found(0, "a");
        found(1, "a");
        found(2, "a", "b");

        assertThat(changes()).containsExactly("opened a", "opened b");
        assertThat(lab.database()
                        .queryForMap("select score, evidence->>'minute' as minute,"
                                + " last_seen - opened_at = '2 minutes' as lasts"
                                + " from alerts where subject = 'a'"))
                .containsEntry("score", 2.0)
                .containsEntry("minute", "2")
                .containsEntry("lasts", true);
    }

    @Test
    void closesOnlyAfterItsTimeAndThreeMissesInARow() throws Exception {
        found(0, "a");
        for (int minute = 1; minute < 10; minute++) {
            found(minute);
        }
        assertThat(changes()).as("missed often, but not for long").containsExactly("opened a");
        found(9, "a");
        found(30);
        found(31);
        assertThat(changes()).as("not found for long, but by few runs").containsExactly("opened a");
        found(32);
        assertThat(changes()).containsExactly("opened a", "closed a");
        assertThat(alert().get("closed_at")).isNotNull();

        found(33, "a");
        assertThat(changes()).containsExactly("opened a", "closed a", "opened a");
    }

    @Test
    void aSubjectFoundTwiceInOneRunCountsByItsHigherScore() throws Exception {
        lab.book()
                .apply(new DetectionRun(
                        DETECTION,
                        minute(0),
                        1,
                        new Findings(List.of(new Finding("a", 1, "{}"), new Finding("a", 7, "{}")), 2),
                        null));

        assertThat(alert()).containsEntry("score", 7.0);
    }

    @Test
    void otherDetectionsAreLeftAloneButForgottenOnesEnd() throws Exception {
        lab.database()
                .update(
                        "insert into alerts (detection, severity, subject, title, opened_at, updated_at, last_seen,"
                                + " score, evidence) select 'other', 'low', age, 't', now(),"
                                + " ?::timestamptz - age::interval, now(), 1, '{}'"
                                + " from unnest(array['1 hour', '25 hours']) as age",
                        minute(0).toString());

        found(0, "a");

        assertThat(changes()).containsExactlyInAnyOrder("opened a", "closed 25 hours");
    }

    @Test
    void suppressesBySubjectDetectionAndTime() throws Exception {
        lab.database()
                .update("insert into alert_suppressions (detection, subject, starts_at, ends_at, daily_from,"
                        + " daily_until) values"
                        + " ('own', '10.1.%', '2025-01-01', null, null, null),"
                        + " (null, 'b', '2025-01-01', '2025-02-01', null, null),"
                        + " ('other', null, '2025-01-01', null, null, null),"
                        + " (null, 'night', '2025-01-01', null, '22:00', '11:00'),"
                        + " (null, 'noon', '2025-01-01', null, '12:00', '13:00')");

        found(0, "10.1.2.3", "10.2.2.3", "b", "night", "noon");

        assertThat(changes()).containsExactly("opened 10.2.2.3", "opened b", "opened noon");
        found(30, "night");
        assertThat(changes()).as("at 11:00 the night is over").contains("opened night");
    }

    @Test
    void changesStayPendingUntilAnnounced() throws Exception {
        found(0, "a", "b");
        AlertEvent first = lab.book().pending().get(0);

        lab.book().announced(first.id());

        assertThat(changes()).containsExactly("opened b");
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(first));
        assertThat(json.get("change").asText()).isEqualTo("opened");
        assertThat(json.get("openedAt").asText()).isEqualTo("2025-03-03T10:30:00Z");
        assertThat(json.get("evidence").get("minute").asInt()).isZero();
        assertThat(json.has("closedAt")).isFalse();
    }
}
