package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.TCP;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.mpls;
import static io.wadi.packet.FrameBuilder.tag;
import static io.wadi.packet.FrameBuilder.tcp;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * For mutated frames of every kind, nothing is thrown, nothing outside of a frame is read, and each has one outcome.
 */
class PacketDecoderFuzzTest {

    private static final int FRAMES = 200_000;
    private static final int[] LINK_TYPES = {
        0, 1, 1, 1, 1, 1, 1, 6, 7, 9, 10, 11, 12, 50, 51, 99, 101, 104, 105, 107, 108, 109, 113, 117, 119, 122, 127,
        129, 138, 163, 166, 192, 204, 205, 219, 226, 228, 229, 239, 240, 242, 258, 276, 281, 282, 284, 285, 147
    };

    private static final byte[] QUERY =
            FrameBuilder.hex("1234 0100 0001 0000 0000 0000 07 6578616d706c65 03 6f7267 00 0001 0001");
    private static final byte[] HTTP = ascii("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
    private static final byte[] V4 = ipv4(TCP, tcp(40001, 80, 0x18, HTTP));
    private static final byte[] V6 = ipv6(UDP, udp(40000, 53, QUERY));
    private static final byte[] V6_CHAIN =
            ipv6(0, join("3c00 050200000100 2b00 010400000000 1100 040000000000", udp(40000, 53, QUERY)));

    private static final List<byte[]> SEEDS = List.of(
            ethernet(IPV4, V4),
            ethernet(IPV6, V6),
            ethernet(IPV6, V6_CHAIN),
            ethernet(0x88a8, tag(7, 0x8100, tag(8, IPV4, V4))),
            ethernet(0x8847, join(mpls(100, false, new byte[0]), mpls(200, true, V6))),
            ethernet(0x8864, join("1100 0003 0022 0021", V4)),
            ethernet(100, join("aaaa03 000000 0800", V4)),
            ethernet(IPV4, ipv4(47, join("b000 6558 00000000 00000007 00000001", ethernet(IPV6, V6)))),
            ethernet(IPV4, ipv4(47, join("1000 22eb 00000001 2005 0123 00000000 0000 0000", ethernet(IPV4, V4)))),
            ethernet(IPV4, ipv4(UDP, udp(50000, 4789, join("0800000000109200", ethernet(IPV4, V4))))),
            ethernet(IPV4, ipv4(UDP, udp(50000, 6081, join("0200 86dd 000037 00 0102 80 01 00000000", V6)))),
            ethernet(IPV4, ipv4(UDP, udp(2152, 2152, join("34 ff 0050 deadbeef 00000085 01 1009 00", V4)))),
            ethernet(IPV4, ipv4(UDP, udp(3544, 50000, join("0001 01 02 aa bbbb 0102030405060708 00", V6)))),
            ethernet(IPV4, ipv4(UDP, udp(1701, 1701, join("4a02 0080 0009 000b 0001 0002 0001 ff ff03 0021", V4)))),
            ethernet(IPV4, ipv4(51, join("04 04 0000 00000001 00000002 000000000000000000000000", V4))),
            join("0801 0000 020000000002 020000000001 020000000003 1000 aaaa03 000000 0800", V4),
            join(
                    "0000 1200 03000000 0000000000000000 20 00 8801 0000 020000000002 020000000001 020000000003 1000",
                    "0000 0000 aaaa03 000000 0800",
                    V4),
            join("0000 0001 0006 0200000000010000 0800", V4),
            join("0800 0000 00000003 0001 00 06 0200000000010000", V4),
            join("02 00 0005 0800 0100 08000100 4000 0900", V4),
            join("02000000", V4),
            V4,
            V6);

    private static final List<byte[]> ALL_SEEDS = Stream.of(
                    SEEDS.stream(),
                    Encapsulations.tags().stream().map(Encapsulations.Sample::bytes),
                    Encapsulations.linkLayers().stream().map(Encapsulations.Sample::bytes),
                    Encapsulations.tunnels().stream().map(Encapsulations.Sample::bytes))
            .flatMap(seeds -> seeds)
            .toList();

    private final Random random = new Random(42);

    @Test
    void survivesBrokenFrames() {
        PacketDecoder decoder = new PacketDecoder("fuzz/file");
        PacketDecoder neighbour = new PacketDecoder("fuzz/file");
        PacketDecoder inner = new PacketDecoder("fuzz/file", true);
        long[] outcomes = new long[Outcome.values().length];
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = mutate(ALL_SEEDS.get(random.nextInt(ALL_SEEDS.size())));
            int linkType = random.nextBoolean() ? 1 : LINK_TYPES[random.nextInt(LINK_TYPES.length)];
            int length = frame.length + (random.nextInt(4) == 0 ? random.nextInt(70_000) - 10 : 0);
            Outcome outcome = decode(decoder, linkType, frame, length, (byte) 0x00);
            outcomes[outcome.ordinal()]++;
            assertThat(decode(neighbour, linkType, frame, length, (byte) 0x45)).isEqualTo(outcome);
            assertThat(neighbour.packet()).isEqualTo(decoder.packet());
            assertThat(decode(inner, linkType, frame, length, (byte) 0xff)).isEqualTo(outcome);
            check(outcome, decoder.packet());
            check(outcome, inner.packet());
        }
        assertThat(Arrays.stream(outcomes).sum()).isEqualTo(FRAMES);
        assertThat(outcomes[Outcome.DECODED.ordinal()]).isGreaterThan(FRAMES / 10);
        assertThat(outcomes[Outcome.REJECTED_MALFORMED.ordinal()]).isPositive();
    }

    /** Decodes the frame between other bytes, none of which may make a difference. */
    private static Outcome decode(PacketDecoder decoder, int linkType, byte[] frame, int length, byte around) {
        byte[] buffer = new byte[frame.length + 128];
        Arrays.fill(buffer, around);
        System.arraycopy(frame, 0, buffer, 64, frame.length);
        return decoder.decode(linkType, buffer, 64, frame.length, length, 1);
    }

    private static void check(Outcome outcome, Packet packet) {
        if (outcome != Outcome.DECODED) {
            assertThat(packet).isNull();
            return;
        }
        assertThat(packet.src().version()).isEqualTo(packet.dst().version());
        assertThat(packet.size()).isGreaterThanOrEqualTo(20);
        assertThat(packet.captured()).isBetween(1, packet.length());
        assertThat(packet.srcPort()).isBetween(Packet.NO_PORT, 65535);
        KnownProtocols.assertDeclared(packet);
        assertThat(packet.transport()).isNotEmpty();
        assertThat(packet.flow()).startsWith("1:").hasSize(30);
        assertThat(packet.vlan()).hasSizeLessThanOrEqualTo(16);
        assertThat(packet.tcp() == null || packet.tcp().payload() >= 0).isTrue();
        assertThat(packet.name() == null || packet.name().matches("[ -~]{1,255}"))
                .isTrue();
    }

    private byte[] mutate(byte[] seed) {
        byte[] frame = seed.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? frame.length : Math.min(64, frame.length));
            switch (random.nextInt(4)) {
                case 0 -> frame[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> frame[at] = (byte) random.nextInt();
                case 2 -> frame[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
                default -> System.arraycopy(frame, 0, frame, at, Math.min(frame.length - at, random.nextInt(32)));
            }
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length + 20)) : frame;
    }
}
