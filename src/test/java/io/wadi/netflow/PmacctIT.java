package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nfprobe and sfprobe of pmacct export of a capture is what the packet decoder finds in it. */
class PmacctIT extends ExportingToolSupport {

    private static final int RATE = 10;
    private static final int MOST_IN_DATAGRAM = 10;

    @BeforeEach
    void needsPmacct() {
        needs("pmacctd");
    }

    @ParameterizedTest
    @CsvSource({
        "sample,5,V5",
        "sample,9,V9",
        "sample,10,IPFIX",
        "instagram.pcap,5,V5",
        "instagram.pcap,9,V9",
        "reddit.pcap,10,IPFIX"
    })
    void packetsAndBytesOfNfprobeAreThoseOfTheCapture(String name, int version, ExportProtocol protocol)
            throws Exception {
        Path capture = capture(name);
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        pmacctd(
                capture,
                "plugins: nfprobe",
                "nfprobe_receiver: 127.0.0.1:" + consumer.port(),
                "nfprobe_version: " + version,
                "nfprobe_maxflows: 1000000");
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertOneCompleteExporter(consumer, protocol);
        Map<String, Sum> expected = sums(packets(capture), Packet::size);
        if (protocol == ExportProtocol.V5) {
            expected.keySet().removeIf(key -> key.contains(":"));
        }
        assertThat(withoutMalformed(exported())).isNotEmpty().isEqualTo(withoutMalformed(expected));
    }

    private NetflowConsumer sfprobe(Path capture, int rate) throws Exception {
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        pmacctd(
                capture,
                "plugins: sfprobe",
                "sampling_rate: " + rate,
                "sfprobe_receiver: 127.0.0.1:" + consumer.port());
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertThat(consumer.exporters()).singleElement().satisfies(report -> {
            assertThat(report.exporter().protocol()).isEqualTo(ExportProtocol.SFLOW);
            assertThat(report.lost()).isZero();
        });
        return consumer;
    }

    /** At its end sfprobe drops the samples of the datagram that it was filling. */
    @ParameterizedTest
    @ValueSource(strings = {"sample", "instagram.pcap", "reddit.pcap"})
    void packetsAndBytesOfSfprobeAreThoseOfTheCapture(String name) throws Exception {
        Path capture = capture(name);
        List<Packet> packets = packets(capture);
        sfprobe(capture, 1);
        int samples = flows().size();
        assertThat(samples).isBetween(packets.size() - MOST_IN_DATAGRAM, packets.size());
        Map<String, Sum> expected = sums(packets.subList(0, samples), Packet::size);
        assertThat(withoutMalformed(exported())).isEqualTo(withoutMalformed(expected));
    }

    /** Which packets are sampled is random. Each stands for ten of its size. */
    @Test
    void samplesOfSfprobeAreScaled() throws Exception {
        Path capture = capture("sample");
        List<Packet> packets = packets(capture);
        NetflowConsumer consumer = sfprobe(capture, RATE);
        assertThat(flows()).allSatisfy(flow -> {
            assertThat(flow.facts().samplingRate()).isEqualTo(RATE);
            assertThat(flow.packets()).isEqualTo(RATE);
        });
        assertThat(consumer.counters().packets()).isCloseTo(packets.size(), Percentage.withPercentage(20));
        Map<String, List<Long>> sizes = packets.stream()
                .collect(Collectors.groupingBy(
                        packet -> key(packet),
                        Collectors.mapping(packet -> RATE * (long) packet.size(), Collectors.toList())));
        assertThat(flows())
                .filteredOn(flow -> !flow.src().toString().equals("192.168.1.40"))
                .allSatisfy(flow -> assertThat(sizes.get(key(flow))).contains(flow.bytes()));
    }
}
