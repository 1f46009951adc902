package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.detect.Scene.Line;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Detections by names and protocols. */
class ContentDetectionsIT {

    private static final String US = "192.168.7.5";
    private static final String RESOLVER = "192.168.7.1";
    private static final String SERVER = "93.184.216.34";
    private static final Random RANDOM = new Random(8);
    private static Lab lab;

    private final Scene scene = new Scene(Lab.NOW.minus(Duration.ofMinutes(4)));

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() {
        lab.empty();
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Test
    void dataInNamesOverOneSocket() throws Exception {
        for (int i = 0; i < 60; i++) {
            scene.dns(US, 40_000, RESOLVER, hex(28) + "." + hex(10) + ".t.example.com");
        }
        lab.store(scene);

        assertThat(lab.alerts("dns-tunnel")).containsExactly("example.com");
    }

    @Test
    void dataInNamesWhereOnlyFlowsAreKept() throws Exception {
        for (int i = 0; i < 60; i++) {
            scene.dns(US, 40_000 + i, RESOLVER, "dnscat." + hex(28) + "." + hex(10) + "1");
        }
        lab.store(scene);
        lab.database().execute("truncate traffic");

        assertThat(lab.alerts("dns-tunnel")).containsExactly("names without a domain");
    }

    @Test
    void contentNetworksAndReverseLookupsAreNoTunnel() throws Exception {
        for (int i = 0; i < 200; i++) {
            scene.dns(US, 40_000 + i, RESOLVER, "d" + hex(6) + ".cloudfront.net");
            scene.dns(US, 41_000 + i, RESOLVER, String.join(".", hex(16).split("")) + ".ip6.arpa");
            scene.dns(US, 42_000, RESOLVER, "telemetry-with-a-very-long-name-that-never-changes.example.org");
        }
        lab.store(scene);

        assertThat(lab.alerts("dns-tunnel")).isEmpty();
    }

    private static List<Line> ftpLogin(String third) {
        return List.of(
                Line.server("220 FTP server ready\r\n"),
                Line.client("USER ann\r\n"),
                Line.server("331 Password required\r\n"),
                Line.client(third),
                Line.server("230 Logged in\r\n"),
                Line.client("SYST\r\n"),
                Line.server("215 UNIX\r\n"));
    }

    @Test
    void ftpLogin() throws Exception {
        scene.session(US, 50_000, SERVER, 21, ftpLogin("PASS secret\r\n"));
        scene.session("192.168.7.6", 50_001, SERVER, 21, ftpLogin("PASS secret\r\n"));
        lab.store(scene);

        assertThat(lab.alerts("clear-text-login")).containsExactly("FTP server 93.184.216.34");
        assertThat(lab.database().queryForObject("select evidence->>'sessions' from alerts", String.class))
                .isEqualTo("2");
    }

    @Test
    void startTlsAndBareGreetingsAreNoLogin() throws Exception {
        Line hello = new Line(true, clientHello());
        scene.session(
                US,
                50_000,
                SERVER,
                21,
                List.of(
                        Line.server("220 FTP server ready\r\n"),
                        Line.client("AUTH TLS\r\n"),
                        Line.server("234 Proceed\r\n"),
                        hello,
                        Line.client("more, and who knows what"),
                        Line.client("and more")));
        scene.session(US, 50_001, SERVER, 21, List.of(Line.server("220 FTP server ready\r\n")));
        lab.store(scene);
        assertThat(lab.database().queryForList("select distinct protocol from traffic", String.class))
                .contains("FTP", "TLS");

        assertThat(lab.alerts("clear-text-login")).isEmpty();
    }

    /** The least that TLS 1.2 allows (RFC 5246 section 7.4.1.2): one cipher suite, no extensions. */
    private static byte[] clientHello() {
        return HexFormat.of()
                .parseHex("160301002d" + "01000029" + "0303" + "00".repeat(32) + "00" + "0002002f" + "0100");
    }
}
