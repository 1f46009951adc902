package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small captures of the test resources, each with headers that were once misread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapturedCasesTest {

    private static final String SRC = "192.0.2.10";
    private static final String DST = "198.51.100.20";

    private CaptureReader reader;

    @BeforeAll
    void open() {
        reader = new CaptureReader();
    }

    @AfterAll
    void close() {
        reader.close();
    }

    private CaptureReader.Reading read(String name) throws Exception {
        return reader.read(Path.of(getClass().getResource("/cases/" + name).toURI()));
    }

    private List<Packet> packets(String name) throws Exception {
        return read(name).packets();
    }

    /** A DNS question of 60 bytes in an IPv4 packet between two addresses, whatever is around it. */
    private static void assertQuestion(Packet packet, String name) {
        assertThat(packet)
                .returns(SRC, p -> p.src().toString())
                .returns(DST, p -> p.dst().toString())
                .returns(53, Packet::dstPort)
                .returns("DNS", Packet::protocol)
                .returns(name, Packet::name);
    }

    @Test
    void takesAnIpv6LengthOfZeroForSegmentationOffload() throws Exception {
        assertThat(packets("g70-v6-len0-tcp.pcap"))
                .extracting(Packet::size, Packet::protocol, Packet::srcPort, Packet::dstPort)
                .startsWith(org.assertj.core.groups.Tuple.tuple(3065, "TLS", 40000, 443));
        assertThat(packets("g70b-v6-len0-hello.pcap"))
                .singleElement()
                .returns(258, Packet::size)
                .returns("TLS", Packet::protocol)
                .satisfies(packet -> assertThat(packet.name()).isNotEmpty());
    }

    @Test
    void limitsASizeToTheFrame() throws Exception {
        CaptureReader.Reading reading = read("i76-ip-total-gt-frame.pcap");
        assertThat(reading.packets()).singleElement().returns(60, Packet::size);
        assertThat(reading.counters().overlong()).isEqualTo(1);
        assertQuestion(reading.packets().get(0), "longer.example");
    }

    @Test
    void readsPseudowiresWhoseMacAddressesLookLikeIp() throws Exception {
        assertThat(packets("l88-mpls-pw-nocw-dmac.pcap")).hasSize(7).allSatisfy(packet -> {
            assertQuestion(packet, "tagged.example");
            assertThat(packet.size()).isEqualTo(60);
            assertThat(packet.mpls()).containsExactly(100);
        });
    }

    @ParameterizedTest
    @CsvSource({"l80b-vntag, 2", "l81-qinq-9200-9300-8200, 6", "l82-cisco-ttag, 1", "l84-hsr, 1", "l85-rtag-8021cb, 1"})
    void readsTaggedFrames(String name, int packets) throws Exception {
        assertThat(packets(name + ".pcap"))
                .hasSize(packets)
                .allSatisfy(packet -> assertQuestion(packet, "tagged.example"));
    }

    @ParameterizedTest
    @CsvSource({"u93-gre-mpls-gue-fou-udp, 4", "u94-vxlan-variants, 8", "u95-geneve-variants, 5"})
    void readsTunnelsOverUdp(String name, int packets) throws Exception {
        assertThat(packets(name + ".pcap")).hasSize(packets).allSatisfy(packet -> assertThat(packet.tunnel())
                .isNotNull()
                .returns(SRC, tunnel -> tunnel.src().toString())
                .returns(53, Packet.Tunnel::dstPort)
                .returns("DNS", Packet.Tunnel::protocol));
    }

    @Test
    void readsEachFrameOfAnAggregate() throws Exception {
        CaptureReader.Reading reading = read("w89-amsdu-two.pcap");
        assertThat(reading.packets())
                .extracting(Packet::name)
                .containsExactly("amsdu-one.example", "amsdu-two.example");
        assertThat(reading.counters().received()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "c01-two-linktypes.pcapng, 6, if",
        "c02-two-snaplens.pcapng, 3, if",
        "c05-sections-two-endians.pcapng, 2, if",
        "c05c-two-sections-other-link.pcapng, 2, if",
        "c11z.pcap.zst, 3, ''",
        "c11l.pcap.lz4, 3, ''"
    })
    void readsFilesOfEveryKind(String name, int packets, String names) throws Exception {
        CaptureReader.Reading reading = read(name);
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).hasSize(packets).allSatisfy(packet -> {
            assertThat(packet.src()).hasToString(SRC);
            assertThat(packet.name()).startsWith(names).endsWith(".example");
        });
    }

    @Test
    void joinsIpv6FragmentsWithDestinationOptions() throws Exception {
        List<Packet> fragments = packets("f73-v6-frag-destopts.pcap");
        assertThat(fragments).hasSize(2).allSatisfy(packet -> assertThat(packet)
                .returns("UDP", Packet::protocol)
                .returns(40000, Packet::flowSrcPort)
                .returns(5000, Packet::flowDstPort)
                .returns(fragments.get(0).flow(), Packet::flow));
    }
}
