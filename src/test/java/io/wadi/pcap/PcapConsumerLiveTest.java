package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live capture on the loopback interface; skipped without the permission to capture. */
@Timeout(120)
class PcapConsumerLiveTest extends PcapTestSupport {

    private static final int DATAGRAMS = 50;

    private String loopback;

    @BeforeEach
    void requireCapture() throws SocketException {
        loopback = NetworkInterface.networkInterfaces()
                .filter(PcapConsumerLiveTest::isLoopback)
                .map(NetworkInterface::getName)
                .findFirst()
                .orElse("");
        assumeTrue(!loopback.isEmpty(), "There is no loopback interface to capture on");
        assumeTrue(mayCapture(loopback), "This process may not capture on " + loopback + "; root may");
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback() && candidate.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean mayCapture(String name) {
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.live);
        options.setName(name);
        try (FrameReader handle = new SourceOpener(options)
                .open(PcapSources.of(options, new PcapCounters()).get(0))) {
            return handle.linkType() >= 0;
        } catch (CaptureException e) {
            return false;
        }
    }

    private static void send(InetAddress address, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            for (int i = 0; i < DATAGRAMS; i++) {
                socket.send(new DatagramPacket(new byte[100], 100, address, port));
            }
        }
    }

    private static boolean has(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    private long count(Predicate<Packet> wanted) {
        return packets().stream().filter(wanted).count();
    }

    private void capturesDatagrams(String ip, int headers) throws Exception {
        InetAddress address = InetAddress.getByName(ip);
        assumeTrue(has(address), "There is no address " + ip);
        Instant before = Instant.now().minusSeconds(1);
        try (DatagramSocket receiver = new DatagramSocket(0, address)) {
            int port = receiver.getLocalPort();
            PcapConsumer consumer =
                    start("pcap:live:" + loopback + "?filter=udp dst port " + port + "&batchTimeoutMillis=20");
            send(address, port);
            await().untilAsserted(() ->
                    assertThat(count(packet -> packet.dstPort() == port)).isEqualTo(DATAGRAMS));
            assertThat(packets()).allSatisfy(packet -> {
                assertThat(packet.size()).isEqualTo(headers + 8 + 100);
                assertThat(packet.transport()).isEqualTo("UDP");
                assertThat(packet.dst().toInetAddress()).isEqualTo(address);
                assertThat(Instant.ofEpochSecond(0, packet.timestampNanos()))
                        .isBetween(before, Instant.now().plusSeconds(1));
                assertThat(packet.probe()).endsWith("/" + loopback);
            });
            context.getRouteController().stopRoute(ROUTE);
            assertThat(consumer.getReceived()).isEqualTo(DATAGRAMS);
            assertThat(consumer.getQueueDropped() + consumer.getKernelDropped()).isZero();
            assertAddsUp(consumer.counters());
        }
    }

    @Test
    void leavesOutWhatABeanExcludesAndCountsIt() throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket wanted = new DatagramSocket(0, address);
                DatagramSocket unwanted = new DatagramSocket(0, address)) {
            int left = unwanted.getLocalPort();
            context.getRegistry().bind("unwanted", (PacketExclusion) packet -> packet.dstPort() == left);
            PcapConsumer consumer = start("pcap:live:" + loopback + "?filter=udp dst port " + wanted.getLocalPort()
                    + " or udp dst port " + left + "&batchTimeoutMillis=20&exclude=#bean:unwanted");
            send(address, left);
            send(address, wanted.getLocalPort());
            await().untilAsserted(() -> assertThat(packets()).hasSize(DATAGRAMS));
            assertThat(packets()).extracting(Packet::dstPort).containsOnly(wanted.getLocalPort());
            context.getRouteController().stopRoute(ROUTE);
            assertThat(consumer.getExcluded()).isEqualTo(DATAGRAMS);
            assertThat(consumer.getDecoded()).isEqualTo(DATAGRAMS);
            assertAddsUp(consumer.counters());
        }
    }

    @Test
    void goesOnAfterABeanThatOverflowsTheStackAndCountsItsFrames() throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket good = new DatagramSocket(0, address);
                DatagramSocket bad = new DatagramSocket(0, address)) {
            int port = bad.getLocalPort();
            context.getRegistry().bind("overflowing", (PacketExclusion) packet -> {
                if (packet.dstPort() == port) {
                    throw new StackOverflowError();
                }
                return false;
            });
            PcapConsumer consumer = start("pcap:live:" + loopback + "?filter=udp dst port " + good.getLocalPort()
                    + " or udp dst port " + port + "&batchTimeoutMillis=20&exclude=#bean:overflowing");
            send(address, port);
            send(address, good.getLocalPort());
            await().untilAsserted(() -> assertThat(packets()).hasSize(DATAGRAMS));
            context.getRouteController().stopRoute(ROUTE);
            assertThat(consumer.counters().count(Outcome.REJECTED_MALFORMED)).isEqualTo(DATAGRAMS);
            assertAddsUp(consumer.counters());
        }
    }

    @Test
    void capturesDatagramsOverIpv4() throws Exception {
        capturesDatagrams("127.0.0.1", 20);
    }

    @Test
    void capturesDatagramsOverIpv6() throws Exception {
        capturesDatagrams("::1", 40);
    }

    private void capturesPings(String ip, String transport) throws Exception {
        InetAddress address = InetAddress.getByName(ip);
        assumeTrue(has(address), "There is no address " + ip);
        start("pcap:live:" + loopback + "?filter=icmp or icmp6&batchTimeoutMillis=20");
        await().until(() -> {
            boolean answered = address.isReachable(1000);
            return answered && count(packet -> packet.transport().equals(transport) && packet.icmp() != null) >= 2;
        });
        assertThat(packets()).anySatisfy(packet -> {
            assertThat(packet.src()).isEqualTo(packet.dst());
            assertThat(packet.srcPort()).isEqualTo(Packet.NO_PORT);
            assertThat(packet.icmp().type()).isIn(8, 128);
        });
    }

    @Test
    void capturesPingsOverIpv4() throws Exception {
        capturesPings("127.0.0.1", "ICMP");
    }

    @Test
    void capturesPingsOverIpv6() throws Exception {
        capturesPings("::1", "ICMPv6");
    }

    @Test
    void countsWhatItsQueueRefuses() throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        CountDownLatch open = new CountDownLatch(1);
        try (DatagramSocket receiver = new DatagramSocket(0, address)) {
            int port = receiver.getLocalPort();
            PcapConsumer consumer = start(
                    "pcap:live:" + loopback + "?filter=udp dst port " + port + "&batchSize=10&queueSize=20",
                    exchange -> {
                        keep(exchange);
                        open.await();
                    });
            send(address, port);
            await().until(() -> consumer.getQueueDropped() == DATAGRAMS - 20);
            open.countDown();
            await().until(() -> consumer.getDelivered() == 20);
            send(address, port);
            await().until(() -> consumer.getDelivered() > 20);
            context.getRouteController().stopRoute(ROUTE);
            assertThat(consumer.getReceived() + consumer.getQueueDropped()).isEqualTo(2 * DATAGRAMS);
            assertAddsUp(consumer.counters());
        }
    }

    @Test
    void pausesAndGoesOn() throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket receiver = new DatagramSocket(0, address)) {
            int port = receiver.getLocalPort();
            PcapConsumer consumer =
                    start("pcap:live:" + loopback + "?filter=udp&timeoutMillis=10&batchTimeoutMillis=10");
            context.getRouteController().suspendRoute(ROUTE);
            context.getRouteController().resumeRoute(ROUTE);
            await().until(() -> {
                send(address, port);
                return count(packet -> packet.dstPort() == port) > 0;
            });
            assertThat(consumer.sources().get(0).state()).isEqualTo(PcapSource.State.READING);
        }
    }

    @Test
    void stopsOnAnInterfaceWhereNothingHappens() throws Exception {
        PcapConsumer consumer = start("pcap:live:" + loopback + "?filter=host 192.0.2.77");
        consumer.stop();
        assertThat(consumer.finished()).isCompleted();
        assertThat(consumer.getReceived()).isZero();
    }

    @Test
    void cutsFramesAtTheSnaplen() throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket receiver = new DatagramSocket(0, address)) {
            int port = receiver.getLocalPort();
            start("pcap:live:" + loopback + "?snaplen=64&immediateMode=true&promiscuous=false&batchTimeoutMillis=20"
                    + "&filter=udp dst port " + port);
            send(address, port);
            await().until(() -> packets().size() == DATAGRAMS);
            assertThat(packets()).allSatisfy(packet -> {
                assertThat(packet.captured()).isEqualTo(64);
                assertThat(packet.length()).isGreaterThanOrEqualTo(128);
            });
        }
    }

    @Test
    void refusesAnInterfaceThatIsNotThere() {
        assertThat(refusal("pcap:live:nosuch0"))
                .contains("There is no interface nosuch0: './wadi interfaces' lists all interfaces");
        assertThat(refusal("pcap:live:" + loopback + "0"))
                .contains("There is no interface " + loopback + "0; the nearest is " + loopback + ": ");
    }

    @Test
    void listsTheLoopbackInterface() throws CaptureException {
        List<CaptureInterface> interfaces = CaptureInterface.list();
        assertThat(interfaces).anySatisfy(candidate -> {
            assertThat(candidate.name()).isEqualTo(loopback);
            assertThat(candidate.addresses()).contains("127.0.0.1");
            assertThat(candidate.state()).isEqualTo("running");
        });
    }
}
