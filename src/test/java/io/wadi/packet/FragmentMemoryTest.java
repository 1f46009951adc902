package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.DST;
import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.SRC;
import static io.wadi.packet.FrameBuilder.TCP;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The decoder assigns fragments to their flow. */
class FragmentMemoryTest {

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] FIRST = ethernet(IPV4, ipv4(SRC, DST, UDP, MORE_FRAGMENTS, udp(7, 8, new byte[24])));
    private static final byte[] LATER = ethernet(IPV4, ipv4(SRC, DST, UDP, 4, new byte[32]));

    private final PacketDecoder decoder = new PacketDecoder("test/file");

    private Packet decode(byte[] frame, long nanos) {
        assertThat(decoder.decode(1, frame, 0, frame.length, frame.length, nanos))
                .isEqualTo(Outcome.DECODED);
        return decoder.packet();
    }

    @Test
    void laterFragmentsAreToldTheFlowOfTheFirst() {
        Packet first = decode(FIRST, SECOND);
        Packet later = decode(LATER, 2 * SECOND);
        assertThat(first.fragment()).isEqualTo(new Packet.Fragment(0x1234, 0, true));
        assertThat(later.fragment()).isEqualTo(new Packet.Fragment(0x1234, 32, false, 7, 8));
        assertThat(later.srcPort()).isEqualTo(Packet.NO_PORT);
        assertThat(later.flowSrcPort()).isEqualTo(first.flowSrcPort()).isEqualTo(7);
        assertThat(later.flowDstPort()).isEqualTo(first.flowDstPort()).isEqualTo(8);
        assertThat(later.flow()).isEqualTo(first.flow());
        assertThat(decoder.counts().fragmentsJoined()).isEqualTo(1);
        assertThat(decoder.counts().fragmentsAlone()).isZero();
    }

    @Test
    void fragmentsOfOtherPacketsStayAlone() {
        decode(LATER, SECOND);
        decode(FIRST, SECOND);
        decode(ethernet(IPV4, ipv4(DST, SRC, UDP, 4, new byte[32])), SECOND);
        decode(ethernet(IPV4, ipv4(SRC, DST, TCP, 4, new byte[32])), SECOND);
        Packet late = decode(LATER, 32 * SECOND);
        assertThat(late.flowSrcPort()).isEqualTo(Packet.NO_PORT);
        assertThat(late.flow()).isEqualTo(new CommunityId().of(UDP, SRC, DST, Packet.NO_PORT, Packet.NO_PORT));
        assertThat(decoder.counts().fragmentsJoined()).isZero();
        assertThat(decoder.counts().fragmentsAlone()).isEqualTo(4);
    }

    @Test
    void ipv6FragmentsWithDestinationOptionsAreToldTheTransportOfTheFirst() {
        byte[] options = join("1100 010400000000", udp(7, 8, new byte[16]));
        decode(ethernet(IPV6, ipv6(44, join("3c00 0001 89abcdef", options))), SECOND);
        Packet later = decode(ethernet(IPV6, ipv6(44, join("3c00 0020 89abcdef", new byte[16]))), SECOND);
        assertThat(later)
                .returns("UDP", Packet::transport)
                .returns("UDP", Packet::protocol)
                .returns(8, Packet::flowDstPort)
                .returns(new CommunityId().of(UDP, FrameBuilder.SRC6, FrameBuilder.DST6, 7, 8), Packet::flow);
    }

    @Test
    void authenticatedIpv4FragmentsAreToldTheTransportOfTheFirst() {
        byte[] authenticated = join("1104 0000 00000001 00000002 000000000000000000000000", udp(7, 8, new byte[8]));
        decode(ethernet(IPV4, ipv4(SRC, DST, 51, MORE_FRAGMENTS, authenticated)), SECOND);
        assertThat(decode(ethernet(IPV4, ipv4(SRC, DST, 51, 5, new byte[32])), SECOND))
                .returns("UDP", Packet::transport)
                .returns(7, Packet::flowSrcPort);
    }

    @Test
    void aFirstFragmentWithItsHeaderCutOffTellsNoPorts() {
        decode(ethernet(IPV4, ipv4(SRC, DST, UDP, MORE_FRAGMENTS, new byte[0])), SECOND);
        assertThat(decode(LATER, SECOND).flowDstPort()).isEqualTo(Packet.NO_PORT);
    }
}
