package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.failure.StartException;
import io.wadi.pcap.PcapCounters;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live capture that loses its broker for a time: it cannot wait, so it counts what it drops. */
class LiveOutageIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int QUEUE = 500;
    private static final int DATAGRAMS = 100;

    @TempDir
    Path folder;

    private long sent;

    @Test
    void dropsAreCountedWhileTheBrokerIsAwayAndWhatWasTakenArrives() throws Exception {
        try (Rig rig = new Rig(folder);
                DatagramSocket target = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket source = new DatagramSocket()) {
            Settings settings = rig.settings();
            settings.set("wadi.source", "pcap:live:lo");
            settings.set("wadi.capture.filter", "udp dst port " + target.getLocalPort());
            settings.set("wadi.capture.queue-size", String.valueOf(QUEUE));
            settings.set("wadi.capture.batch-size", "10");
            try (Pipeline capture = new Pipeline(settings, Set.of(Stage.CAPTURE), folder)) {
                startOrSkip(capture);
                PcapCounters counters = capture.capture().counters();
                await().atMost(LONG).until(() -> send(source, target) && counters.decoded() > 0);
                rig.stopBroker();
                await().atMost(LONG).until(() -> send(source, target) && counters.queueDropped() > QUEUE);
                assertThat(capture.capture().getQueued()).isLessThanOrEqualTo(QUEUE);
                long before = counters.decoded();
                rig.startBroker();
                await().atMost(LONG).until(() -> send(source, target) && counters.decoded() > before + QUEUE);
                await().atMost(LONG).untilAsserted(() -> assertThat(
                                counters.received() + counters.queueDropped() + counters.kernelDropped())
                        .isEqualTo(sent));
                await().atMost(LONG).until(() -> capture.capture().getQueued() == 0);
                assertThat(counters.delivered()).isEqualTo(counters.decoded());
                assertThat(Comparison.ofTopic(rig.brokers(), settings.get(KafkaSettings.TOPIC))
                                .count())
                        .isEqualTo(counters.decoded());
            }
        }
    }

    private boolean send(DatagramSocket source, DatagramSocket target) throws IOException {
        for (int i = 0; i < DATAGRAMS; i++) {
            source.send(new DatagramPacket(new byte[8], 8, target.getLocalSocketAddress()));
            sent++;
        }
        return true;
    }

    private static void startOrSkip(Pipeline capture) throws StartException {
        try {
            capture.start();
        } catch (StartException e) {
            assumeTrue(!e.getMessage().contains("cannot be captured by this user"), "this user may not capture on lo");
            assumeTrue(!e.getMessage().contains("There is no interface lo"), "there is no interface lo here");
            throw e;
        }
    }
}
