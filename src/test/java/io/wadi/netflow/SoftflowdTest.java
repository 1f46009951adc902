package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConsumer;
import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What softflowd exports of a capture is what the packet decoder finds in it, conversation by conversation. */
class SoftflowdTest extends NetflowTestSupport {

    private static final int PACKETS = 20_000;
    private static final int ETHERNET_HEADER = 14;

    /** Packets and bytes of one direction of a conversation. */
    private record Sum(long packets, long bytes) {

        Sum plus(Sum more) {
            return new Sum(packets + more.packets, bytes + more.bytes);
        }
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void needsSoftflowd() {
        assumeTrue(
                Stream.of("/usr/sbin/softflowd", "/usr/bin/softflowd").anyMatch(file -> Files.exists(Path.of(file))),
                "softflowd is not installed");
    }

    private static String key(IpAddress src, int srcPort, IpAddress dst, int dstPort, String transport) {
        return src + " " + srcPort + " > " + dst + " " + dstPort + " " + transport;
    }

    /**
     * The sums of a capture, as softflowd sees it: it counts the padding of short Ethernet frames as bytes of the packet.
     * A conversation with an IP fragment or a tunnel is left out, because each exporter sees its ports differently.
     */
    private Map<String, Sum> captured(Path capture) throws Exception {
        List<Packet> packets = Collections.synchronizedList(new ArrayList<>());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pcap:file:" + capture)
                        .routeId("capture")
                        .process(
                                exchange -> packets.addAll(exchange.getMessage().getBody(List.class)));
            }
        });
        PcapConsumer reader = (PcapConsumer) context.getRoute("capture").getConsumer();
        reader.finished().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Map<String, Sum> sums = new TreeMap<>();
        packets.forEach(packet -> sums.merge(
                key(packet.src(), packet.srcPort(), packet.dst(), packet.dstPort(), packet.transport()),
                new Sum(1, Math.max(packet.size(), packet.length() - ETHERNET_HEADER)),
                Sum::plus));
        return sums;
    }

    private Map<String, Sum> exported() {
        Map<String, Sum> sums = new TreeMap<>();
        flows().forEach(flow -> sums.merge(
                key(flow.src(), flow.srcPort(), flow.dst(), flow.dstPort(), flow.transport()),
                new Sum(flow.packets(), flow.bytes()),
                Sum::plus));
        return sums;
    }

    private void softflowd(Path capture, int port, String version) throws Exception {
        Process process = new ProcessBuilder(
                        "softflowd",
                        "-d",
                        "-r",
                        capture.toString(),
                        "-n",
                        "127.0.0.1:" + port,
                        "-v",
                        version,
                        "-m",
                        "1000000",
                        "-p",
                        folder.resolve("pid").toString(),
                        "-c",
                        "none")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("softflowd.log").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"5,V5", "9,V9", "10,IPFIX"})
    void packetsAndBytesOfEachConversationAreThoseOfTheCapture(String version, ExportProtocol protocol)
            throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(
                            PACKETS, 1, Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS))
                    .write(out);
        }
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        softflowd(capture, consumer.port(), version);
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertThat(consumer.exporters()).singleElement().satisfies(report -> {
            assertThat(report.exporter().protocol()).isEqualTo(protocol);
            assertThat(report.lost()).isZero();
            assertThat(report.restarts()).isZero();
            assertThat(report.noTemplate()).isZero();
        });
        Map<String, Sum> expected = captured(capture);
        if (protocol == ExportProtocol.V5) {
            expected.keySet().removeIf(key -> key.contains(":"));
        }
        int all = expected.size();
        Map<String, Sum> exported = exported();
        expected.keySet().retainAll(exported.keySet());
        assertThat(expected).hasSizeGreaterThan(all * 99 / 100);
        exported.keySet().retainAll(expected.keySet());
        assertThat(exported).isEqualTo(expected);
    }
}
