package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.detect.Scene.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Detections of traffic that is too regular, or more than usual. */
class RhythmDetectionsIT {

    private static final String US = "192.168.7.5";
    private static final String PLACE = "93.184.216.34";
    private static final List<Line> TALK = List.of(Line.client("anything to do?"), Line.server("no"));
    private static final Random RANDOM = new Random(8);
    private static Lab lab;

    private final Scene scene = new Scene(Lab.NOW);

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() {
        lab.empty();
    }

    private void daysOfHistory(int days) {
        scene.at(Lab.NOW.minus(Duration.ofDays(days))).session("192.168.7.9", 50_000, "81.2.69.142", 443, TALK);
    }

    private void calls(String host, Duration every, Duration jitter) {
        Instant time = Lab.NOW.minus(Duration.ofHours(4));
        for (int port = 40_000; time.isBefore(Lab.NOW); port++) {
            long wander = RANDOM.nextLong(-jitter.toMillis(), jitter.toMillis() + 1);
            scene.at(time.plusMillis(wander)).session(host, port, PLACE, 443, TALK);
            time = time.plus(every);
        }
    }

    @Test
    void regularCalls() throws Exception {
        daysOfHistory(10);
        calls(US, Duration.ofMinutes(5), Duration.ofSeconds(10));
        lab.store(scene);

        assertThat(lab.alerts("beaconing")).containsExactly("192.168.7.5 → 93.184.216.34 port 443");
        assertThat(lab.database()
                        .queryForObject("select (evidence->>'intervalSeconds')::float8 from alerts", Double.class))
                .isBetween(290.0, 310.0);
    }

    @Test
    void peopleAreNotRegular() throws Exception {
        daysOfHistory(10);
        calls(US, Duration.ofMinutes(5), Duration.ofMinutes(4));
        lab.store(scene);

        assertThat(lab.alerts("beaconing")).isEmpty();
    }

    @Test
    void placesThatManyOrLongKnownHostsCallAreNoBeacons() throws Exception {
        daysOfHistory(20);
        calls(US, Duration.ofMinutes(5), Duration.ofSeconds(1));
        calls("192.168.7.6", Duration.ofMinutes(5), Duration.ofSeconds(1));
        calls("192.168.7.7", Duration.ofMinutes(5), Duration.ofSeconds(1));
        lab.store(scene);
        assertThat(lab.alerts("beaconing")).as("popular").isEmpty();

        lab.empty();
        scene.at(Lab.NOW.minus(Duration.ofDays(12))).session(US, 39_000, PLACE, 443, TALK);
        scene.packets()
                .removeIf(packet -> !packet.src().toString().equals(US)
                        && !packet.dst().toString().equals(US));
        lab.store(scene);
        assertThat(lab.alerts("beaconing")).as("long known").isEmpty();
    }

    @Test
    void openConnectionsAreNoBeacons() throws Exception {
        daysOfHistory(10);
        for (int minute = 240; minute > 0; minute--) {
            scene.at(Lab.NOW.minus(Duration.ofMinutes(minute))).tcp(US, 40_000, PLACE, 443, Scene.ACK);
            scene.udp(US, 40_000, PLACE, 4_500, new byte[1]);
        }
        lab.store(scene);

        assertThat(lab.alerts("beaconing")).isEmpty();
    }

    /** An hour's traffic of so many megabytes, half a minute past each hour. */
    private void hours(int from, int to, int megabytes) {
        for (int hour = from; hour > to; hour--) {
            scene.at(Lab.NOW.minus(Duration.ofHours(hour))).bulk(PLACE, 443, US, 50_000, megabytes * 1_000_000L);
        }
    }

    @Test
    void spikeAboveTheUsual() throws Exception {
        hours(72, 1, 2);
        scene.at(Lab.NOW.minus(Duration.ofMinutes(20))).bulk(PLACE, 443, US, 50_000, 150_000_000);
        lab.store(scene);

        assertThat(lab.alerts("traffic-spike")).containsExactly(US);
    }

    @Test
    void muchIsUsualForWhoAlwaysHasMuch() throws Exception {
        hours(30, 1, 40);
        scene.at(Lab.NOW.minus(Duration.ofMinutes(20))).bulk(PLACE, 443, US, 50_000, 130_000_000);
        lab.store(scene);

        assertThat(lab.alerts("traffic-spike")).isEmpty();
    }

    @Test
    void hoursThatRetentionDroppedAreNotHoursWithoutTraffic() throws Exception {
        hours(30, 1, 40);
        scene.at(Lab.NOW.minus(Duration.ofMinutes(20))).bulk(PLACE, 443, US, 50_000, 130_000_000);
        lab.store(scene);
        lab.database().update("update hosts set first_seen = first_seen - interval '12 days'");

        assertThat(lab.alerts("traffic-spike")).isEmpty();
    }

    @Test
    void theDailyBackupIsUsualAtItsHour() throws Exception {
        for (int day = 6; day >= 0; day--) {
            Instant backup = Lab.NOW.minus(Duration.ofDays(day)).minus(Duration.ofMinutes(20));
            scene.at(backup).bulk(US, 50_000, PLACE, 443, 120_000_000);
        }
        lab.store(scene);

        assertThat(lab.alerts("traffic-spike")).isEmpty();
        assertThat(lab.alerts("traffic-spike", Lab.NOW.minus(Duration.ofDays(4))))
                .as("on its third day it was news")
                .containsExactly(US);
    }
}
