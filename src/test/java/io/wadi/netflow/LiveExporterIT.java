package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exporter that watches loopback, ends, and runs again. */
class LiveExporterIT extends ExportingToolSupport {

    private static final int SILENT_SECONDS = 3;

    /** So many that pmacctd's buffer is full within a second; it exports nothing before. */
    private static final int PACKET_MILLIS = 2;

    private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    private DatagramSocket receiver;

    @BeforeEach
    void send() throws IOException {
        assumeTrue(ExporterNamespace.isAllowed(), "skipped: only root can capture");
        needs("pmacctd");
        receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        traffic.scheduleAtFixedRate(
                () -> {
                    try (DatagramSocket sender = new DatagramSocket()) {
                        sender.send(new DatagramPacket(new byte[100], 100, receiver.getLocalSocketAddress()));
                    } catch (IOException e) {
                        // The next one may arrive.
                    }
                },
                0,
                PACKET_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void end() {
        traffic.shutdownNow();
        if (receiver != null) {
            receiver.close();
        }
    }

    private RunningTool export(NetflowConsumer consumer) throws IOException {
        return pmacct(
                "pmacctd",
                "pcap_interface: lo",
                "pcap_filter: udp dst port " + receiver.getLocalPort(),
                "plugins: nfprobe",
                "nfprobe_receiver: 127.0.0.1:" + consumer.port(),
                "nfprobe_version: 9",
                "nfprobe_timeouts: maxlife=1:expint=1");
    }

    private static HealthCheck.Result health(NetflowConsumer consumer) {
        return new NetflowHealthCheck(consumer, SILENT_SECONDS).call(Map.of());
    }

    /** After its restart the exporter sends from another port. */
    @Test
    void anExporterThatEndsIsNamedUntilItRunsAgain() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        NetflowConsumer consumer =
                startWithQuickChores("netflow:udp:127.0.0.1:0?exporterNames=127.0.0.1=r7&batchTimeoutMillis=10");
        try (RunningTool exporter = export(consumer)) {
            await().atMost(PATIENCE).until(() -> consumer.exporters().stream()
                    .anyMatch(report ->
                            report.seenNanos() - report.sinceNanos() > TimeUnit.SECONDS.toNanos(SILENT_SECONDS + 1)));
            assertThat(health(consumer).getState()).isEqualTo(HealthCheck.State.UP);
            exporter.end();
        }
        await().atMost(PATIENCE).until(() -> health(consumer).getState() == HealthCheck.State.DOWN);
        assertThat(health(consumer).getMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("No datagrams of exporter r7 since"));
        try (RunningTool exporter = export(consumer)) {
            await().atMost(PATIENCE).until(() -> consumer.getExporters() == 2);
            assertThat(exporter.process().isAlive()).isTrue();
            assertThat(health(consumer).getState()).isEqualTo(HealthCheck.State.UP);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            registry.get("wadi.netflow.exporter.streams").gauges())
                    .singleElement()
                    .satisfies(gauge -> assertThat(gauge.value()).isEqualTo(2)));
            assertThat(registry.get("wadi.netflow.exporter.completeness").gauges())
                    .hasSize(1);
        }
    }
}
