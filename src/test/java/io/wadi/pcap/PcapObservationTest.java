package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A capture in JMX, Micrometer and the health checks. */
class PcapObservationTest extends PcapTestSupport {

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX(); // JMX is off in tests by default
    }

    private Path mixed() throws Exception {
        return PcapFileBuilder.micros()
                .packets(1, 3)
                .record(1_700_000_000, 0, TestFrames.arp())
                .record(1_700_000_000, 1_500_000, TestFrames.udp(4))
                .record(1_700_000_000, 0, 0, 60, new byte[0])
                .write(folder.resolve("mixed.pcap"));
    }

    @Test
    void jmxShowsTheCounters() throws Exception {
        read(file(mixed()));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(new ObjectName("org.apache.camel:type=consumers,*"), null).stream()
                .filter(each -> each.toString().contains("PcapConsumer"))
                .findFirst()
                .orElseThrow();
        assertThat(server.getAttribute(name, "Received")).isEqualTo(6L);
        assertThat(server.getAttribute(name, "Decoded")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "Skipped")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Rejected")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "Delivered")).isEqualTo(3L);
        for (String none : new String[] {"Failed", "QueueDropped", "KernelDropped", "InterfaceDropped"}) {
            assertThat(server.getAttribute(name, none)).as(none).isEqualTo(0L);
        }
        assertThat(server.getAttribute(name, "Queued")).isEqualTo(0);
        assertThat(server.getAttribute(name, "HeldBytes")).isEqualTo(0L);
        assertThat(server.getAttribute(name, "HeldBytesLimit"))
                .isEqualTo(Runtime.getRuntime().maxMemory() * 3 / 10);
        assertThat(server.getAttribute(name, "RejectedByReason"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Long.class))
                .containsEntry("timestamp", 1L)
                .containsEntry("empty", 1L)
                .containsEntry("length", 0L);
    }

    @Test
    void micrometerShowsTheCountersOfTheCaptureThatRuns() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", meters);
        read(file(mixed()));
        assertThat(count(meters, "wadi.capture.received")).isEqualTo(6);
        assertThat(count(meters, "wadi.capture.decoded")).isEqualTo(3);
        assertThat(count(meters, "wadi.capture.skipped")).isEqualTo(1);
        assertThat(count(meters, "wadi.capture.skipped.kinds", "kind", "ARP")).isEqualTo(1);
        assertThat(count(meters, "wadi.capture.skipped.kinds", "kind", "other")).isZero();
        assertThat(count(meters, "wadi.capture.delivered")).isEqualTo(3);
        assertThat(count(meters, "wadi.capture.failed")).isZero();
        assertThat(count(meters, "wadi.capture.rejected", "reason", "timestamp"))
                .isEqualTo(1);
        assertThat(count(meters, "wadi.capture.rejected", "reason", "length")).isZero();
        assertThat(count(meters, "wadi.capture.dropped", "where", "kernel")).isZero();
        assertThat(meters.get("wadi.capture.held").tag("route", ROUTE).gauge().value())
                .isZero();
        assertThat(meters.get("wadi.capture.held.limit")
                        .tag("route", ROUTE)
                        .gauge()
                        .value())
                .isPositive();
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
        assertThat(meters.getMeters()).isEmpty();
        read(file(PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("next.pcap"))));
        assertThat(count(meters, "wadi.capture.received")).isEqualTo(1);
    }

    private static double count(SimpleMeterRegistry meters, String name, String... tags) {
        return meters.get(name).tag("route", ROUTE).tags(tags).functionCounter().count();
    }

    @Test
    void healthIsDownWhileAFileCannotBeRead() throws Exception {
        HealthCheckRegistry health = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, health);
        PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("1.pcap"));
        Files.writeString(folder.resolve("2.pcap"), "not at all a capture file");
        read(file(folder) + "/*.pcap");
        HealthCheck check = health.getCheck("pcap-" + ROUTE).orElseThrow();
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("2.pcap"));
        assertThat(result.getDetails()).containsEntry("received", 1L);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(health.getCheck("pcap-" + ROUTE)).isEmpty();
    }

    /** What was in it is delivered, and reading it again would change nothing. */
    @Test
    void healthIsUpAndNamesAFileThatEndsEarly() throws Exception {
        HealthCheckRegistry health = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, health);
        byte[] whole = PcapFileBuilder.micros().packets(1, 2).toBytes();
        read(file(Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 1))));
        HealthCheck.Result result =
                health.getCheck("pcap-" + ROUTE).orElseThrow().call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("cut.pcap ends early: "));
        assertThat(result.getDetails()).containsEntry("received", 1L);
    }

    @Test
    void healthIsUpWhenAllIsRead() throws Exception {
        HealthCheckRegistry health = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, health);
        read(file(mixed()));
        assertThat(health.getCheck("pcap-" + ROUTE).orElseThrow().call().getState())
                .isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void healthNamesEveryLoss() throws Exception {
        HealthCheckRegistry health = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, health);
        awaitEnd(start(file(mixed()) + "?batchSize=2", exchange -> {
            if (exchange.getMessage().getBody(List.class).size() == 1) {
                throw new IllegalStateException("no way to Kafka");
            }
            exchange.setProperty(PcapConstants.REFUSED, 1);
        }));
        assertThat(health.getCheck("pcap-" + ROUTE).orElseThrow().call().getDetails())
                .containsEntry("received", 6L)
                .containsEntry("dropped", 0L)
                .containsEntry("refused", 1L)
                .containsEntry("failed", 1L);
    }
}
