package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.detect.Scene.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Detections of things that are new, and similar things that are not. */
class NoveltyDetectionsIT {

    private static final String US = "192.168.7.5";
    private static final String NEW = "93.184.216.34";
    private static final String KNOWN = "81.2.69.142";
    private static final Instant RECENT = Lab.NOW.minus(Duration.ofMinutes(8));
    private static final List<Line> TALK = List.of(Line.client("hello, I am the client"), Line.server("and I serve"));
    private static Lab lab;

    private final Scene scene = new Scene(Lab.NOW);

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void placesAndDaysBefore() {
        lab.empty();
        lab.place(KNOWN, "GB", 100);
        lab.place(NEW, "KP", 200);
    }

    private static Instant daysAgo(int days) {
        return Lab.NOW.minus(Duration.ofDays(days));
    }

    private void upload(String client, String server, long bytes) {
        scene.tcp(client, 50_000, server, 443, Scene.SYN).bulk(client, 50_000, server, 443, bytes);
        scene.bulk(server, 443, client, 50_000, bytes / 20);
    }

    @Test
    void newCountry() throws Exception {
        scene.at(daysAgo(3)).session(US, 50_000, KNOWN, 443, TALK).at(RECENT);
        upload(US, NEW, 2_000_000);
        lab.store(scene);

        assertThat(lab.alerts("new-country")).containsExactly("192.168.7.5 ↔ KP");
    }

    @Test
    void knownCountryAndNewHostAreNoNews() throws Exception {
        scene.at(daysAgo(3))
                .session(US, 50_000, KNOWN, 443, TALK)
                .session(US, 50_001, NEW, 443, TALK)
                .at(RECENT);
        upload(US, NEW, 2_000_000);
        upload("192.168.7.6", NEW, 2_000_000);
        lab.store(scene);

        assertThat(lab.alerts("new-country")).isEmpty();
    }

    @Test
    void newServiceForOutside() throws Exception {
        scene.at(daysAgo(3)).session(NEW, 50_000, US, 443, TALK).session("192.168.7.9", 50_000, US, 8080, TALK);
        scene.at(RECENT).session(NEW, 50_001, US, 443, TALK).session(NEW, 50_002, US, 8080, TALK);
        lab.store(scene);

        assertThat(lab.alerts("new-external-service")).containsExactly("192.168.7.5 port 8080");
    }

    @Test
    void clientsAndScansOpenNoService() throws Exception {
        scene.at(daysAgo(3)).session(US, 50_000, KNOWN, 443, TALK);
        scene.at(RECENT).session(US, 50_001, NEW, 443, TALK);
        scene.tcp(NEW, 50_002, US, 22, Scene.SYN).tcp(US, 22, NEW, 50_002, Scene.RST | Scene.ACK);
        scene.session(NEW, 20, US, 40_000, TALK);
        lab.store(scene);

        assertThat(lab.alerts("new-external-service")).isEmpty();
    }

    @Test
    void uploadToNewPlace() throws Exception {
        scene.at(daysAgo(3)).session(US, 50_000, KNOWN, 443, TALK).at(RECENT);
        upload(US, NEW, 110_000_000);
        lab.store(scene);

        assertThat(lab.alerts("large-upload")).containsExactly("192.168.7.5 → AS200");
    }

    @Test
    void uploadToUsualPlaceAndDownloadAreFine() throws Exception {
        scene.at(daysAgo(1));
        upload(US, KNOWN, 20_000_000);
        scene.at(RECENT);
        upload(US, KNOWN, 110_000_000);
        scene.bulk(NEW, 443, US, 50_000, 110_000_000);
        lab.store(scene);

        assertThat(lab.alerts("large-upload")).isEmpty();
    }

    @Test
    void silentHostTalksAgain() throws Exception {
        scene.at(daysAgo(40)).session(US, 50_000, KNOWN, 443, TALK);
        scene.at(daysAgo(5)).tcp("192.168.7.9", 50_000, US, 22, Scene.SYN);
        scene.at(RECENT);
        for (int i = 0; i < 5; i++) {
            scene.session(US, 50_001 + i, KNOWN, 443, TALK);
        }
        lab.store(scene);

        assertThat(lab.alerts("silent-host")).containsExactly(US);
    }

    @Test
    void newAndRegularHostsWereNotSilent() throws Exception {
        scene.at(daysAgo(40)).session(US, 50_000, KNOWN, 443, TALK);
        scene.at(daysAgo(6)).session(US, 50_000, KNOWN, 443, TALK);
        scene.at(RECENT);
        for (int i = 0; i < 5; i++) {
            scene.session(US, 50_001 + i, KNOWN, 443, TALK).session("192.168.7.6", 50_001 + i, KNOWN, 443, TALK);
        }
        lab.store(scene);

        assertThat(lab.alerts("silent-host")).isEmpty();
    }
}
