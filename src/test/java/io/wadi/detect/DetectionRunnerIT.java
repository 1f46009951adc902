package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Detections that fail, each without an effect on others. */
class DetectionRunnerIT {

    private static final String HEADER = "-- title: T\n-- severity: low\n-- schedule: 1 minute\n";
    private static final String GOOD = "select 'x' as subject, 1.5 as score, jsonb_build_object('a', 1) as evidence";
    private static Lab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() {
        lab.empty();
    }

    private static Detection detection(String query) {
        return DetectionFile.read("own", "own.sql", HEADER + query).complete();
    }

    private static DetectionRun run(String query) throws SQLException {
        return lab.runner().run(detection(query), Lab.NOW);
    }

    @Test
    void givesFindings() throws Exception {
        DetectionRun run = run(GOOD);

        assertThat(run.isComplete()).isTrue();
        assertThat(run.findings().strongest()).containsExactly(new Finding("x", 1.5, "{\"a\": 1}"));
        assertThat(lastRun()).containsEntry("findings", 1).containsEntry("error", null);
    }

    private Map<String, Object> lastRun() {
        return lab.database().queryForMap("select * from detection_runs where detection = 'own'");
    }

    @Test
    void aBrokenQueryIsReportedUntilItWorksAgain() throws Exception {
        DetectionRun broken = run("select no_such_column from flows");
        assertThat(broken.error()).contains("no_such_column");
        assertThat(lab.runner().failing()).containsOnlyKeys("own");
        assertThat(lastRun()).containsEntry("failures", 1L).containsEntry("findings", null);
        assertThat(lastRun().get("failed_since")).isNotNull();

        run(GOOD);
        assertThat(lab.runner().failing()).isEmpty();
        assertThat(lastRun())
                .containsEntry("failures", 1L)
                .containsEntry("runs", 2L)
                .containsEntry("error", null);
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() throws Exception {
        Detection slow = DetectionFile.read(
                        "own", "own.sql", HEADER + "-- timeout: 1 second\nselect pg_sleep(600), " + GOOD.substring(7))
                .complete();

        assertThat(lab.runner().run(slow, Lab.NOW).error()).isEqualTo("stopped after 1.0 s, its timeout");
        assertThat(run(GOOD).isComplete())
                .as("the connection is as good as new")
                .isTrue();
    }

    @Test
    void answersThatMakeNoAlertsAreRefused() throws Exception {
        assertThat(run("select 1 as subject, 2 as points").error())
                .contains("subject, points")
                .contains("evidence");
        assertThat(run("select null as subject, 2 as score, '{}' as evidence").error())
                .contains("without a subject");
    }

    /** Forged sources must not switch a detection off. */
    @Test
    void ofTooManySubjectsTheStrongestGetAlertsAndOneSaysHowManyThereWere() throws Exception {
        String many = "select 'host ' || i as subject, i as score, '{}' as evidence from generate_series(1, 3000) i";
        DetectionRun run = run(many + " -- a comment at the end");
        lab.book().apply(run);

        assertThat(run.error()).isNull();
        assertThat(run.findings().found()).isEqualTo(3000);
        assertThat(run.findings().strongest())
                .hasSize(500)
                .extracting(Finding::score)
                .allMatch(score -> score > 2500);
        assertThat(lab.database().queryForObject("select count(*) from alerts", Long.class))
                .isEqualTo(501);
        assertThat(lab.database()
                        .queryForObject(
                                "select evidence->>'found' from alerts where subject = 'further subjects'",
                                String.class))
                .isEqualTo("3000");
        assertThat(lastRun()).containsEntry("findings", 3000).containsEntry("alerted", 500);
        DetectHealthCheck check = check(withOwn());
        assertThat(check.call().getDetails())
                .containsEntry("own", "3000 subjects found; only the 500 with the highest scores become alerts");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);

        run(GOOD);
        assertThat(check.call().getDetails()).doesNotContainKey("own");
    }

    /** Sums are filtered too, but only by what they have. */
    @Test
    void aFilterSelectsTheFlowsThatADetectionReads() throws Exception {
        Scene scene = new Scene(Lab.NOW.minus(Duration.ofHours(3)));
        lab.store(scene.udp("10.0.0.1", 5353, "10.0.0.2", 53, new byte[5])
                .udp("10.0.0.3", 5353, "10.0.0.2", 123, new byte[9]));
        lab.fold().all();
        String counting = "with both_ways as (select src_ip, 'w' as what from flows union all"
                + " select src_ip, 'h' from flows_hour union all select src_ip, 'd' from flows_day)"
                + " select string_agg(what || host(src_ip), ' ' order by what desc, src_ip) as subject, :#least as score, '{}' as"
                + " evidence from both_ways";
        assertThat(filtered("none", counting)).isEqualTo("w10.0.0.1 w10.0.0.3 h10.0.0.1 h10.0.0.3 d10.0.0.1 d10.0.0.3");
        assertThat(filtered("src.host != 10.0.0.3", counting)).isEqualTo("w10.0.0.1 h10.0.0.1 d10.0.0.1");
        assertThat(filtered("port = 123", counting)).isEqualTo("w10.0.0.3 h10.0.0.1 h10.0.0.3 d10.0.0.1 d10.0.0.3");
    }

    private static String filtered(String filter, String query) throws SQLException {
        DetectionRun run = run("-- filter: " + filter + "\n-- parameter least = 1\n" + query);
        assertThat(run.error()).isNull();
        return run.findings().strongest().get(0).subject();
    }

    @Test
    void detectionsOnlyRead() throws Exception {
        String writing = "with gone as (delete from hosts returning 1) " + GOOD;

        assertThat(run(writing).error()).contains("data-modifying");
        assertThat(run("select nextval('alerts_id_seq') as subject, 1 as score, '{}' as evidence")
                        .error())
                .contains("read-only");
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfTheDetection() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1");
        DetectionRunner runner = new DetectionRunner(away, Duration.ofSeconds(1), new DetectCounters());

        assertThatThrownBy(() -> runner.run(detection(GOOD), Lab.NOW)).isInstanceOf(SQLException.class);
        assertThat(runner.failing()).isEmpty();
    }

    /** A folder that has the detection that {@link #run} runs. */
    private Detections withOwn() throws Exception {
        Files.writeString(folder.resolve("own.sql"), HEADER + GOOD);
        Detections detections = new Detections(folder);
        detections.current();
        return detections;
    }

    private DetectHealthCheck check(Detections detections) {
        DetectHealthCheck check = new DetectHealthCheck(detections, lab.runner());
        check.setCamelContext(new DefaultCamelContext());
        return check;
    }

    @Test
    void theHealthCheckForgetsADetectionThatIsDeletedOrSwitchedOff() throws Exception {
        Detections detections = withOwn();
        DetectHealthCheck check = check(detections);
        run("select nonsense");
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        Files.writeString(folder.resolve("own.sql"), HEADER.replaceAll("schedule: .*", "schedule: off") + "\n" + GOOD);
        detections.current();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        withOwn();
        detections.current();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        Files.delete(folder.resolve("own.sql"));
        detections.current();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void theHealthCheckNamesBrokenDetections() throws Exception {
        Files.writeString(folder.resolve("half.sql"), "-- title: Half");
        Detections detections = withOwn();
        DetectHealthCheck check = check(detections);
        run("select nonsense");

        HealthCheck.Result result = check.call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).hasValue("Broken detections: half, own");
        assertThat(result.getDetails()).containsKeys("half", "own");
        Files.delete(folder.resolve("half.sql"));
        detections.current();
        run(GOOD);
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
