package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.set;
import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** The endpoint on loopback. */
class NetflowConsumerTest extends NetflowTestSupport {

    private static long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    private static byte[] datagram(long sequence, int packets) {
        return v5(1, nowSeconds(), sequence, 0, v5Record(packets, 40L * packets, 0, 0));
    }

    @Test
    void deliversTheFlowsOfDatagramsInBatches() throws Exception {
        NetflowConsumer consumer = start("exporterNames=127.0.0.1=r1");
        send(consumer, datagram(0, 1), datagram(1, 2), datagram(2, 3));
        awaitDelivered(consumer, 3);
        assertThat(flows()).extracting(ExportedFlow::packets).containsExactly(1L, 2L, 3L);
        assertThat(flows()).extracting(flow -> flow.exporter().name()).containsOnly("r1");
        assertThat(batches).hasSizeLessThanOrEqualTo(3);
        assertThat(consumer.exporters()).singleElement().satisfies(report -> {
            assertThat(report.datagrams()).isEqualTo(3);
            assertThat(report.lost()).isZero();
            assertThat(report.skewMillis()).isBetween(-5_000L, 5_000L);
        });
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
    }

    @Test
    void aRejectedAndARefusedDatagramAreCounted() throws Exception {
        NetflowConsumer consumer = start("protocols=v9,ipfix&batchSize=1");
        send(consumer, datagram(0, 1), new byte[] {1, 2, 3}, new byte[0]);
        awaitReceived(consumer, 3);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(consumer.getRejected()).isEqualTo(3);
        assertAddsUp(consumer.counters());
    }

    @Test
    void exportersCannotBePolled() {
        assertThatThrownBy(() -> context.getEndpoint("netflow:udp:127.0.0.1:0").createPollingConsumer())
                .hasMessage("netflow: cannot be polled; a route must begin with it");
    }

    @Test
    void othersThanAllowedExportersAreRefused() throws Exception {
        NetflowConsumer consumer = start("allowedExporters=192.0.2.0/24");
        send(consumer, datagram(0, 1));
        await().atMost(PATIENCE).until(() -> consumer.getRefused() == 1);
        assertThat(consumer.exporters()).isEmpty();
    }

    @Test
    void exportersBehindOneAddressDifferByTheirPort() throws Exception {
        NetflowConsumer consumer = start("batchSize=1");
        send(consumer, datagram(100, 1));
        send(consumer, datagram(7_000, 1));
        awaitDelivered(consumer, 2);
        assertThat(consumer.exporters()).hasSize(2).allSatisfy(report -> assertThat(report.lost())
                .isZero());
    }

    @Test
    void aFailedExchangeIsCounted() throws Exception {
        NetflowConsumer consumer = start("netflow:udp:127.0.0.1:0", exchange -> {
            throw new IllegalStateException("refused");
        });
        send(consumer, datagram(0, 1));
        awaitDelivered(consumer, 1);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(consumer.getFailed()).isEqualTo(1);
        assertAddsUp(consumer.counters());
    }

    /** With a stuck route the queue fills up; then whole batches are dropped, and all is counted. */
    @Test
    void dropsWhatTheQueueHasNoRoomFor() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        NetflowConsumer consumer =
                start("netflow:udp:127.0.0.1:0?queueBytes=1048576&batchSize=10", exchange -> stuck.await());
        byte[][] datagrams =
                IntStream.range(0, 200).mapToObj(i -> datagram(i, 1)).toArray(byte[][]::new);
        int sent = 0;
        while (consumer.getQueueDropped() == 0) {
            send(consumer, datagrams);
            sent += datagrams.length;
            assertThat(sent).isLessThan(1_000_000);
        }
        stuck.countDown();
        long all = sent;
        await().atMost(PATIENCE)
                .until(() -> consumer.getReceived() + consumer.getQueueDropped() + consumer.getKernelDropped() == all);
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertThat(consumer.getQueued()).isZero();
    }

    @Test
    void setsThatWaitAtTheEndAreCounted() throws Exception {
        NetflowConsumer consumer = start("batchSize=1");
        send(consumer, ipfix(nowSeconds(), 0, 1, set(256, new DatagramBuilder().u32(1, 2, 3))));
        awaitReceived(consumer, 1);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(consumer.counters().noTemplate()).isEqualTo(1);
        assertAddsUp(consumer.counters());
    }

    /** Megabytes may wait for a template. Their flows take more than fifty times as much memory. */
    @Test
    void manyFlowsThatWaitedForTheirTemplateAreSentInParts() throws Exception {
        NetflowConsumer consumer = start("batchSize=1");
        int records = 6_000;
        DatagramBuilder data = new DatagramBuilder();
        IntStream.range(0, records)
                .forEach(i -> data.ip("192.0.2.1", "198.51.100.2").u8(1));
        byte[] waiting = ipfix(nowSeconds(), 0, 1, set(256, data));
        DatagramBuilder template = new DatagramBuilder().u16(256, 3).u16(8, 4, 12, 4, 2, 1);
        try (DatagramSocket exporter = new DatagramSocket()) {
            exporter.connect(InetAddress.getLoopbackAddress(), consumer.port());
            for (int i = 1; i <= 20; i++) {
                exporter.send(new DatagramPacket(waiting, waiting.length));
                awaitReceived(consumer, i);
            }
            byte[] last = ipfix(nowSeconds(), 0, 1, set(2, template));
            exporter.send(new DatagramPacket(last, last.length));
        }
        awaitDelivered(consumer, 20 * records);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThan(2 * records));
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
    }

    /** As where the system takes the socket away: nothing is received any more, and health must say so. */
    @Test
    void aSocketThatFailsEndsItsThreadWithAFailure() throws Exception {
        DatagramChannel channel = DatagramChannel.open();
        NetflowConfiguration options = new NetflowConfiguration();
        DatagramReceiver receiver = new DatagramReceiver(
                channel,
                NetflowConsumer.newBudget(options),
                new LinkedBlockingQueue<>(),
                options,
                new NetflowCounters(),
                Clock.systemUTC());
        channel.close();
        assertThatThrownBy(receiver::run).hasMessageContaining("socket");
    }

    @Test
    void healthIsDownWhenASocketHasFailed() throws Exception {
        NetflowConsumer consumer = start("");
        NetflowHealthCheck health = new NetflowHealthCheck(consumer, 0);
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
        consumer.failed(new IllegalStateException("The socket of exporters failed"));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.call().getMessage()).hasValue("A thread of the receiver of exporters ended, see the log");
    }

    /** The exporters' sockets are open together, because the kernel may give the port of a closed one to the next. */
    @Test
    void severalSocketsShareThePort() throws Exception {
        NetflowConsumer consumer = start("threads=3");
        List<DatagramSocket> exporters = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                exporters.add(new DatagramSocket());
                send(exporters.get(i), consumer, datagram(0, 1), datagram(1, 1));
            }
        } finally {
            exporters.forEach(DatagramSocket::close);
        }
        awaitDelivered(consumer, 60);
        assertThat(consumer.exporters()).hasSize(30);
        assertThat(consumer.getLost()).isZero();
    }

    /** Camel interrupts a stop when its time is over. */
    @Test
    void aStopThatIsInterruptedIsComplete() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        NetflowConsumer consumer = start("netflow:udp:127.0.0.1:0", exchange -> stuck.await());
        send(consumer, datagram(0, 1));
        await().atMost(PATIENCE).until(() -> consumer.getQueued() > 0);
        Thread.currentThread().interrupt();
        consumer.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(consumer.isStopped()).isTrue();
        assertThat(HealthCheckRegistry.get(context).getCheck("netflow-" + ROUTE))
                .isEmpty();
        stuck.countDown();
        await().atMost(PATIENCE).until(() -> consumer.getQueued() == 0);
    }

    @Test
    void theRouteStartsAgain() throws Exception {
        NetflowConsumer consumer = start("batchSize=1");
        send(consumer, datagram(0, 1));
        awaitDelivered(consumer, 1);
        context.getRouteController().stopRoute(ROUTE);
        context.getRouteController().startRoute(ROUTE);
        NetflowConsumer again = (NetflowConsumer) context.getRoute(ROUTE).getConsumer();
        send(again, datagram(1, 1));
        await().atMost(PATIENCE).until(() -> flows().size() == 2);
    }

    @Test
    void metersFollowTheCounters() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", registry);
        NetflowConsumer consumer = start("batchSize=1");
        send(consumer, datagram(0, 1), new byte[4]);
        awaitDelivered(consumer, 1);
        await().atMost(PATIENCE).until(() -> consumer.getRejected() == 1);
        assertThat(registry.get("wadi.netflow.received").functionCounter().count())
                .isEqualTo(2);
        assertThat(registry.get("wadi.netflow.rejected")
                        .tag("reason", "version")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("wadi.netflow.delivered").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.get("wadi.netflow.exporters").gauge().value()).isEqualTo(1);
        context.getRouteController().stopRoute(ROUTE);
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void badOptionsFailAtTheStartWithTheirName() {
        assertThat(refusal("netflow:udp:127.0.0.1:0?protocols=v7")).contains("Option protocols has v7");
        assertThat(refusal("netflow:udp:127.0.0.1:0?threads=0")).contains("Option threads is 0");
        assertThat(refusal("netflow:udp:127.0.0.1:0?allowedExporters=r1")).contains("Option allowedExporters has r1");
        assertThat(refusal("netflow:udp:127.0.0.1:99999")).contains("is not netflow:udp:HOST:PORT");
        assertThat(refusal("netflow:tcp:127.0.0.1:1")).contains("is not netflow:udp:HOST:PORT");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("netflow:udp:127.0.0.1:" + socket.getLocalPort()))
                    .contains("Cannot listen for exporters on", ":" + socket.getLocalPort());
        }
    }
}
