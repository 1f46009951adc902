package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.failure.StartException;
import io.wadi.flow.FlowCounters;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapCounters;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A quiet link without a broker: five packets at a time, which is a batch of 100 ms at 50 packets a second, but a
 * hundred times as often. {@code -Dquiet.packets=180000} sends the packets of an hour.
 */
@LongTest(seconds = 65)
class QuietLinkOutageIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int PACKETS = Integer.getInteger("quiet.packets", 30_000);
    private static final int AT_ONCE = 5;
    private static final long HELD_MOST = 64L << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"packets", "flows"})
    void nothingIsLostAndLittleIsHeldUntilTheBrokerIsBack(String at) throws Exception {
        try (Rig rig = new Rig(folder);
                DatagramSocket target = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Settings settings = rig.settings();
            settings.set("wadi.capture.at", at);
            settings.set("wadi.source", "pcap:live:lo?immediateMode=true&batchTimeoutMillis=1");
            settings.set("wadi.capture.filter", "udp dst port " + target.getLocalPort());
            settings.set("wadi.capture.queue-bytes", String.valueOf(HELD_MOST));
            settings.set("wadi.capture-flows.interval-millis", "10");
            try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE), folder)) {
                startOrSkip(pipeline);
                PcapConsumer capture = pipeline.capture();
                rig.stopBroker();
                assertThat(send(target, capture)).as("bytes held").isLessThanOrEqualTo(HELD_MOST);
                rig.startBroker();
                await().atMost(LONG).until(() -> isThrough(capture));
                assertEverythingArrived(rig, pipeline, capture.counters(), at);
            }
        }
    }

    private static boolean isThrough(PcapConsumer capture) {
        return capture.getReceived() + capture.getQueueDropped() + capture.getKernelDropped() >= PACKETS
                && capture.getHeldBytes() == 0;
    }

    private static void assertEverythingArrived(Rig rig, Pipeline pipeline, PcapCounters counters, String at)
            throws Exception {
        assertThat(counters.queueDropped() + counters.kernelDropped()).isZero();
        assertThat(counters.received()).isEqualTo(PACKETS);
        assertThat(counters.decoded()).isEqualTo(PACKETS);
        assertThat(counters.delivered()).isEqualTo(PACKETS);
        Settings settings = rig.settings();
        if (at.equals("flows")) {
            assertThat(pipeline.context()
                            .getRegistry()
                            .findSingleByType(FlowCounters.class)
                            .getPublishedPackets())
                    .isEqualTo(PACKETS);
            assertThat(Comparison.ofFlowsTopic(rig.brokers(), settings.get(KafkaSettings.FLOWS_TOPIC))
                            .count())
                    .isEqualTo(PACKETS);
        } else {
            assertThat(Comparison.ofTopic(rig.brokers(), settings.get(KafkaSettings.TOPIC))
                            .count())
                    .isEqualTo(PACKETS);
        }
    }

    /** Sends it all and returns the most bytes that were held meanwhile. */
    private static long send(DatagramSocket target, PcapConsumer capture) throws Exception {
        AtomicLong sent = new AtomicLong();
        AtomicLong most = new AtomicLong();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (DatagramSocket source = new DatagramSocket()) {
            clock.scheduleAtFixedRate(
                    () -> {
                        for (int i = 0; i < AT_ONCE && sent.get() < PACKETS; i++) {
                            send(source, target);
                            sent.incrementAndGet();
                        }
                        most.accumulateAndGet(capture.getHeldBytes(), Math::max);
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            await().atMost(LONG).until(() -> sent.get() == PACKETS);
        } finally {
            clock.shutdownNow();
        }
        return most.get();
    }

    private static void send(DatagramSocket source, DatagramSocket target) {
        try {
            source.send(new DatagramPacket(new byte[8], 8, target.getLocalSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
