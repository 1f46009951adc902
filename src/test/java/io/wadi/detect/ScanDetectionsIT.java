package io.wadi.detect;

import static io.wadi.detect.Scene.ACK;
import static io.wadi.detect.Scene.FIN;
import static io.wadi.detect.Scene.RST;
import static io.wadi.detect.Scene.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Detections of scans, and of traffic that only looks like a scan. */
class ScanDetectionsIT {

    private static final String US = "192.168.7.5";
    private static final String SERVER = "192.168.7.80";
    private static final String OUTSIDE = "93.184.216.34";
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

    @Test
    void synScanOfClosedPorts() throws Exception {
        for (int port = 1; port <= 60; port++) {
            scene.tcp(US, 61_234, SERVER, port, SYN).tcp(SERVER, port, US, 61_234, RST | ACK);
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-vertical")).containsExactly("192.168.7.5 → 192.168.7.80");
    }

    @Test
    void xmasAndUdpScans() throws Exception {
        for (int port = 1; port <= 60; port++) {
            scene.tcp(US, 50_000, SERVER, port, FIN | 0x28).udp(SERVER, 50_000, US, port, new byte[0]);
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-vertical"))
                .containsExactlyInAnyOrder("192.168.7.5 → 192.168.7.80", "192.168.7.80 → 192.168.7.5");
    }

    @Test
    void scanFromOutsideNeedsMore() throws Exception {
        for (int port = 1; port <= 60; port++) {
            scene.tcp(OUTSIDE, 50_000, SERVER, port, SYN);
        }
        lab.store(scene);
        assertThat(lab.alerts("port-scan-vertical")).isEmpty();

        Scene more = new Scene(Lab.NOW.minus(Duration.ofMinutes(3)));
        for (int port = 61; port <= 400; port++) {
            more.tcp(OUTSIDE, 50_000, SERVER, port, SYN);
        }
        lab.store(more);
        assertThat(lab.alerts("port-scan-vertical")).containsExactly("93.184.216.34 → 192.168.7.80");
    }

    @Test
    void manyConnectionsToOneServerAreNoScan() throws Exception {
        for (int i = 0; i < 200; i++) {
            scene.session(US, 40_000 + i, SERVER, 443, List.of());
            scene.udp(US, 30_000 + i, SERVER, 5_000 + i, new byte[20])
                    .udp(SERVER, 5_000 + i, US, 30_000 + i, new byte[20]);
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-vertical")).isEmpty();
    }

    @Test
    void tracerouteIsNoScan() throws Exception {
        for (int probe = 0; probe < 90; probe++) {
            scene.udp(US, 45_000, OUTSIDE, 33_434 + probe, new byte[24]);
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-vertical")).isEmpty();
    }

    @Test
    void wormTriesOnePortEverywhere() throws Exception {
        for (int host = 1; host <= 100; host++) {
            scene.tcp(US, 50_000 + host, "10.9.8." + host, 445, SYN);
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-horizontal")).containsExactly("192.168.7.5 → port 445/TCP");
        assertThat(lab.alerts("port-scan-vertical"))
                .as("a scan of one kind only")
                .hasSize(1);
    }

    @Test
    void crawlerWithSomeDeadHostsIsNoScan() throws Exception {
        for (int host = 1; host <= 200; host++) {
            String address = "93.184.1." + host;
            if (host <= 40) {
                scene.tcp(US, 40_000 + host, address, 443, SYN);
            } else {
                scene.session(US, 40_000 + host, address, 443, List.of());
            }
        }
        lab.store(scene);

        assertThat(lab.alerts("port-scan-horizontal")).isEmpty();
    }

    @Test
    void pingSweep() throws Exception {
        for (int host = 1; host <= 254; host++) {
            scene.icmp(US, "192.168.8." + host, 8);
        }
        scene.icmp("192.168.8.3", US, 0);
        lab.store(scene);

        assertThat(lab.alerts("host-sweep")).containsExactly(US);
    }

    @Test
    void monitoringAndUnreachablesAreNoSweep() throws Exception {
        for (int host = 1; host <= 100; host++) {
            String monitored = "192.168.8." + host;
            scene.icmp(US, monitored, 8).icmp(monitored, US, 0).icmp(SERVER, "192.168.9." + host, 3);
        }
        lab.store(scene);

        assertThat(lab.alerts("host-sweep")).isEmpty();
    }

    @Test
    void synFloodFromForgedAddresses() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            String forged = "93." + i % 200 + "." + i / 200 + ".9";
            scene.tcp(forged, 1_024 + i, SERVER, 443, SYN).tcp(SERVER, 443, forged, 1_024 + i, SYN | ACK);
        }
        lab.store(scene);

        assertThat(lab.alerts("syn-flood")).containsExactly("192.168.7.80 port 443");
    }

    @Test
    void busyServerIsNoFlood() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            scene.session("93.1." + i / 200 + "." + i % 200, 2_000 + i, SERVER, 443, List.of());
        }
        lab.store(scene);

        assertThat(lab.alerts("syn-flood")).isEmpty();
    }
}
