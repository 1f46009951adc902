package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs are due, according to the wall clock and the stored time. */
class DetectionScheduleIT {

    private static final String OWN = "-- title: T\n-- severity: low\n-- schedule: 1 minute\n"
            + "select 'x' as subject, 1 as score, '{}' as evidence";
    private static final Set<String> SOME = Set.of("port-scan-vertical", "syn-flood", "beaconing");
    private static final Duration CATCH_UP = Duration.ofHours(4);
    private static Lab lab;

    @TempDir
    private Path folder;

    private final DetectCounters counters = new DetectCounters();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Detections detections;

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() throws Exception {
        lab.empty();
        Files.writeString(folder.resolve("own.sql"), OWN);
        for (Detection shipped : new Detections(Path.of("no such folder")).current()) {
            if (!SOME.contains(shipped.name())) {
                Files.writeString(folder.resolve(shipped.name() + ".sql"), "-- schedule: off");
            }
        }
        detections = new Detections(folder);
        counters.bindTo(meters);
    }

    private Iterator<DueRun> due(Instant now, Instant until) {
        return new DetectionSchedule(
                        detections, lab.source(), any -> until, Clock.fixed(now, ZoneOffset.UTC), CATCH_UP, counters)
                .due();
    }

    /** Takes, runs and enters what is due; answers the times that a detection looked at. */
    private List<Instant> run(String name, Instant now, Instant until) throws SQLException {
        List<Instant> times = new ArrayList<>();
        Iterator<DueRun> due = due(now, until);
        while (due.hasNext()) {
            DueRun run = due.next();
            lab.book().apply(lab.runner().runDue(run));
            if (run.detection().name().equals(name)) {
                times.add(run.at());
            }
        }
        return times;
    }

    private List<String> taken(Instant now) {
        List<String> names = new ArrayList<>();
        due(now, now).forEachRemaining(run -> names.add(run.detection().name()));
        return names;
    }

    private static Instant minute(long minutes) {
        return Lab.NOW.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void ofSeveralProcessesOneTakesARunAndAnotherWhereThatOneDied() {
        assertThat(taken(Lab.NOW)).hasSize(detections.current().size());
        assertThat(taken(Lab.NOW)).isEmpty();
        assertThat(taken(minute(1))).isEmpty();
        assertThat(taken(minute(3))).contains("own");
    }

    @Test
    void eachIsDueWhenItsScheduleHasPassed() throws Exception {
        run("own", Lab.NOW, Lab.NOW);
        assertThat(taken(Lab.NOW.plusSeconds(59))).isEmpty();
        assertThat(taken(minute(1))).contains("own", "syn-flood").doesNotContain("beaconing");
    }

    @Test
    void aClockThatWasSetBackStopsNothing() throws Exception {
        run("own", minute(600), minute(600));
        assertThat(run("own", Lab.NOW, Lab.NOW)).containsExactly(Lab.NOW);
        assertThat(run("own", minute(1), minute(1))).containsExactly(minute(1));
    }

    @Test
    void anOutageIsMadeUpForStepByStep() throws Exception {
        run("own", Lab.NOW, Lab.NOW);
        assertThat(run("own", minute(30), minute(30)))
                .hasSize(30)
                .startsWith(minute(1), minute(2))
                .endsWith(minute(30));
        assertThat(run("own", minute(30), minute(30))).isEmpty();
    }

    @Test
    void whatHappenedInAnOutageIsFound() throws Exception {
        Scene scene = new Scene(minute(45));
        for (int port = 1; port <= 200; port++) {
            scene.tcp("192.168.7.5", 50_000, "192.168.7.6", port, Scene.SYN);
        }
        run("own", Lab.NOW, Lab.NOW);
        // The stores stand still for two hours, and go on.
        assertThat(run("port-scan-vertical", minute(120), Lab.NOW)).isEmpty();
        lab.store(scene);
        run("own", minute(121), minute(121));
        assertThat(lab.database().queryForList("select subject from alerts", String.class))
                .contains("192.168.7.5 → 192.168.7.6");
    }

    @Test
    void whileTheStoresStandStillNoAlertIsOver() throws Exception {
        run("own", Lab.NOW, Lab.NOW);
        assertThat(run("own", minute(300), Lab.NOW)).isEmpty();
        assertThat(lab.database().queryForObject("select count(*) from alerts where closed_at is null", Long.class))
                .isEqualTo(1);
    }

    @Test
    void whatIsTooLongAgoIsSkippedAndCounted() throws Exception {
        run("own", Lab.NOW, Lab.NOW);
        Instant later = Lab.NOW.plus(CATCH_UP.plusHours(6));
        assertThat(run("own", later, later))
                .startsWith(later.minus(CATCH_UP), later.minus(CATCH_UP).plusSeconds(60));
        assertThat(meters.get("wadi.detect.skipped")
                        .tag("detection", "own")
                        .counter()
                        .count())
                .isEqualTo(6 * 3600);
    }
}
