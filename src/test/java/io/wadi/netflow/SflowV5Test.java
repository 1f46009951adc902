package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.opaque;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static io.wadi.netflow.DecoderFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Datagrams by "sFlow Version 5" (sflow.org, 2004), section 5.3. */
class SflowV5Test {

    private final DecoderFixture fixture = new DecoderFixture();

    private static byte[] datagram(long sequence, byte[]... samples) {
        DatagramBuilder datagram =
                new DatagramBuilder().u32(5, 1).ip("203.0.113.7").u32(3, sequence, 1_000, samples.length);
        Arrays.stream(samples).forEach(datagram::raw);
        return datagram.bytes();
    }

    private static byte[] flowSample(long rate, byte[]... records) {
        DatagramBuilder sample = new DatagramBuilder().u32(1, 12, rate, 5_000, 0, 12, 0x4000_0001, records.length);
        Arrays.stream(records).forEach(sample::raw);
        return opaque(1, sample);
    }

    /** UDP from 192.0.2.1:1234 to 198.51.100.2:9 with an IP length of 1,028, of which the header was sampled. */
    private static byte[] rawEthernet() {
        byte[] frame = new DatagramBuilder()
                .u16(1, 2, 3, 4, 5, 6, 0x800)
                .u8(0x45, 0)
                .u16(1028, 0, 0)
                .u8(64, 17)
                .u16(0)
                .ip("192.0.2.1", "198.51.100.2")
                .u16(1234, 9, 1008, 0)
                .bytes();
        return opaque(
                1,
                new DatagramBuilder().u32(1, 1046, 4, frame.length).raw(frame).raw(new byte[-frame.length & 3]));
    }

    @Test
    void aSampledHeaderGoesThroughThePacketDecoder() {
        assertThat(fixture.read(datagram(9, flowSample(512, rawEthernet())))).isEqualTo(DatagramOutcome.DECODED);
        ExportedFlow flow = fixture.flow();
        assertThat(flow.exporter())
                .isEqualTo(new Exporter(
                        "203.0.113.7", IpAddress.parse("203.0.113.7"), DecoderFixture.PORT, ExportProtocol.SFLOW, 3));
        assertThat(flow.src()).hasToString("192.0.2.1");
        assertThat(flow.srcPort()).isEqualTo(1234);
        assertThat(flow.transport()).isEqualTo("UDP");
        assertThat(flow.packets()).isEqualTo(512);
        assertThat(flow.bytes()).isEqualTo(512 * 1028);
        assertThat(flow.firstNanos()).isEqualTo(NOW_SECONDS * SECOND);
        assertThat(flow.facts()).isEqualTo(new ExportFacts(512, 12, -1, null, -1, -1, -1, -1, -1, null, null));
        fixture.assertAddsUp();
    }

    /** A switch takes the tag off before it samples, and states the VLAN in format 1001. */
    @Test
    void readsTheVlanOfASwitch() {
        byte[] vlan = opaque(1001, new DatagramBuilder().u32(20, 0, 30, 0));
        fixture.read(datagram(1, flowSample(10, vlan, rawEthernet()), flowSample(10, rawEthernet())));
        assertThat(fixture.flows).extracting(ExportedFlow::vlan).containsExactly(20, 0);
    }

    /** Format 3 has whole interface numbers; formats 1002 and 1003 tell the next hop and AS numbers. */
    @Test
    void readsAnExpandedSampleWithRouterAndGateway() {
        byte[] router =
                opaque(1002, new DatagramBuilder().u32(1).ip("192.0.2.77").u32(24, 16));
        byte[] gateway = opaque(
                1003,
                new DatagramBuilder()
                        .u32(1)
                        .ip("192.0.2.78")
                        .u32(65_000, 64_500, 64_501, 2)
                        .u32(2, 2, 64_502, 64_503)
                        .u32(1, 1, 64_504)
                        .u32(0, 100));
        byte[] packet = rawEthernet();
        DatagramBuilder sample = new DatagramBuilder()
                .u32(1, 0, 12, 100, 5_000, 0, 0, 70_000, 0, 80_000, 3)
                .raw(packet)
                .raw(router)
                .raw(gateway);
        fixture.read(datagram(1, opaque(3, sample)));
        assertThat(fixture.flow().facts())
                .isEqualTo(new ExportFacts(
                        100, 70_000, 80_000, IpAddress.parse("192.0.2.77"), 64_500, 64_504, -1, -1, -1, null, null));
    }

    /** Formats 3 and 4: agents that send fields instead of a header. */
    @Test
    void readsSampledIpWithoutAHeader() {
        byte[] v4 = opaque(
                3,
                new DatagramBuilder().u32(1500, 6).ip("192.0.2.1", "192.0.2.2").u32(1000, 443, 0x12, 0x20));
        byte[] v6 = opaque(
                4,
                new DatagramBuilder()
                        .u32(900, 17)
                        .ip("2001:db8::1", "2001:db8::2")
                        .u32(1000, 53, 0, 0));
        fixture.read(datagram(1, flowSample(10, v4), flowSample(20, v6)));
        assertThat(fixture.flows).extracting(ExportedFlow::packets).containsExactly(10L, 20L);
        assertThat(fixture.flows).extracting(ExportedFlow::bytes).containsExactly(15_000L, 18_000L);
        assertThat(fixture.flows).extracting(flow -> flow.dst().toString()).containsExactly("192.0.2.2", "2001:db8::2");
        assertThat(fixture.flows).extracting(ExportedFlow::tcpFlags).containsExactly(0x12, 0);
        assertThat(fixture.flows.get(0).facts().tos()).isEqualTo(0x20);
    }

    @Test
    void counterSamplesAndThoseOfOtherEnterprisesAreCounted() {
        byte[] counters = opaque(2, new DatagramBuilder().u32(1, 12, 0));
        byte[] vendor = opaque(4413L << 12 | 1, new DatagramBuilder().u32(1));
        fixture.read(datagram(1, counters, flowSample(1, rawEthernet()), vendor));
        assertThat(fixture.flows).hasSize(1);
        assertThat(fixture.counters.count(RecordOutcome.COUNTERS)).isEqualTo(2);
        fixture.assertAddsUp();
    }

    @Test
    void aSampleThatIsNotIpIsCounted() {
        byte[] arp = opaque(1, new DatagramBuilder().u32(1, 64, 4, 16).u16(1, 2, 3, 4, 5, 6, 0x806, 0));
        fixture.read(datagram(1, flowSample(1, arp)));
        assertThat(fixture.counters.count(RecordOutcome.NOT_IP)).isEqualTo(1);
        fixture.assertAddsUp();
    }

    @Test
    void datagramsAreMissingInSequenceNumbers() {
        fixture.read(datagram(1, flowSample(1, rawEthernet())));
        fixture.read(datagram(4, flowSample(1, rawEthernet())));
        assertThat(fixture.report().lost()).isEqualTo(2);
    }

    @Test
    void lengthsThatLieAreCounted() {
        byte[] whole = datagram(1, flowSample(1, rawEthernet()));
        assertThat(fixture.read(Arrays.copyOf(whole, whole.length - 4))).isEqualTo(DatagramOutcome.REJECTED_TRUNCATED);
        byte[] record = opaque(1, new DatagramBuilder().u32(1, 64, 4, 0x7fff_ffff));
        assertThat(fixture.read(datagram(1, flowSample(1, record)))).isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        byte[] longer =
                opaque(1, new DatagramBuilder().u32(1, 12, 1, 1, 0, 0, 0, 1).u32(1, 0xffff_fff0L));
        assertThat(fixture.read(datagram(1, longer))).isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        assertThat(fixture.read(new DatagramBuilder().u32(5, 7, 0, 0).bytes()))
                .isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        fixture.assertAddsUp();
    }
}
