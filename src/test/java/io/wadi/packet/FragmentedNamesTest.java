package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.DST;
import static io.wadi.packet.FrameBuilder.DST6;
import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.IPV6;
import static io.wadi.packet.FrameBuilder.SRC;
import static io.wadi.packet.FrameBuilder.SRC6;
import static io.wadi.packet.FrameBuilder.TCP;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.ipv6;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.u16;
import static io.wadi.packet.FrameBuilder.u32;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names in TCP and UDP packets that IP has fragmented. */
class FragmentedNamesTest {

    private static final String NAME = "www.fragmented.example";
    private static final byte[] HELLO = FrameBuilder.tcp(50000, 443, 0x18, Hellos.hello(NAME, 700));
    private static final long SECOND = 1_000_000_000L;

    private PacketDecoder decoder = new PacketDecoder("test/fragments");
    private final List<String> names = new ArrayList<>();
    private final List<AddressName> answers = new ArrayList<>();
    private long now;

    private void decode(byte[] frame) {
        assertThat(decoder.decode(1, frame, 0, frame.length, frame.length, now)).isEqualTo(Outcome.DECODED);
        if (decoder.packet().name() != null) {
            names.add(decoder.packet().name());
        }
        answers.addAll(decoder.packet().answers());
    }

    private static List<byte[]> fragments4(int id, int protocol, byte[] content, int size) {
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < content.length; at += size) {
            int to = Math.min(content.length, at + size);
            int bits = at / 8 | (to < content.length ? 0x2000 : 0);
            byte[] packet = ipv4(SRC, DST, protocol, bits, Arrays.copyOfRange(content, at, to));
            ByteBuffer.wrap(packet).putShort(4, (short) id);
            frames.add(ethernet(IPV4, packet));
        }
        return frames;
    }

    private static List<byte[]> fragments6(int id, int next, byte[] content, int size) {
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < content.length; at += size) {
            int to = Math.min(content.length, at + size);
            byte[] header = join(new byte[] {(byte) next, 0}, u16(at | (to < content.length ? 1 : 0)), u32(id));
            frames.add(ethernet(IPV6, ipv6(SRC6, DST6, 44, join(header, Arrays.copyOfRange(content, at, to)))));
        }
        return frames;
    }

    /** A DNS answer with addresses of many names. */
    private static byte[] answer(int records) {
        StringBuilder text = new StringBuilder("1234 8180 0001").append(String.format("%04x", records));
        text.append("0000 0000 04 6d616e79 07 6578616d706c65 00 0001 0001");
        IntStream.range(0, records)
                .forEach(i -> text.append(String.format("c00c 0001 0001 0000003c 0004 c63364%02x", i)));
        return FrameBuilder.udp(53, 40000, FrameBuilder.hex(text.toString()));
    }

    private void nameOnce(List<byte[]> frames) {
        names.clear();
        decoder = new PacketDecoder("test/fragments");
        frames.forEach(this::decode);
        assertThat(names).isNotEmpty().containsOnly(NAME);
    }

    @Test
    void ofAClientHelloInAnyOrderAndSize() {
        byte[] options = join("0600 010400000000", HELLO);
        Random random = new Random(5);
        for (int size = 8; size < HELLO.length; size += 8) {
            for (List<byte[]> frames : List.of(
                    fragments4(size, TCP, HELLO, size),
                    fragments6(size, TCP, HELLO, size),
                    fragments6(size + 1, 60, options, size))) {
                nameOnce(frames);
                assertThat(decoder.packet().protocol()).isEqualTo("TLS");
                Collections.reverse(frames);
                nameOnce(frames);
                frames.addAll(List.copyOf(frames));
                Collections.shuffle(frames, random);
                nameOnce(frames);
            }
        }
    }

    @Test
    void ofAFlowThatTheLastFragmentTells() {
        List<byte[]> frames = fragments4(1, TCP, HELLO, 64);
        frames.forEach(this::decode);
        assertThat(decoder.packet())
                .returns(NAME, Packet::name)
                .returns("TLS", Packet::protocol)
                .returns(443, Packet::flowDstPort)
                .returns(Packet.NO_PORT, Packet::dstPort);
    }

    @Test
    void ofAnAnswer() {
        fragments4(7, UDP, answer(8), 104).forEach(this::decode);
        assertThat(answers.stream().map(answer -> answer.ip().toString())).contains("198.51.100.0", "198.51.100.7");
        assertThat(decoder.packet().protocol()).isEqualTo("DNS");
    }

    @Test
    void noneWithAHole() {
        int nameAt = HELLO.length - 7 - NAME.length();
        for (int size = 8; size < 256; size += 8) {
            List<byte[]> frames = fragments4(size, TCP, HELLO, size);
            int missing = nameAt / size;
            names.clear();
            IntStream.range(0, frames.size()).filter(i -> i != missing).forEach(i -> decode(frames.get(i)));
            assertThat(names).as("fragments of %s bytes", size).isEmpty();
        }
    }

    @Test
    void noneOfTwoPacketsWithTheSameNumber() {
        byte[] other = FrameBuilder.tcp(50000, 443, 0x18, Hellos.hello("www.another-on.example", 700));
        checksum(other);
        byte[] hello = HELLO.clone();
        checksum(hello);
        List<byte[]> first = fragments4(9, TCP, hello, 760);
        List<byte[]> second = fragments4(9, TCP, other, 760);
        assertThat(first).hasSize(2);
        decode(first.get(0));
        decode(second.get(1));
        assertThat(names).as("the checksum shows it").isEmpty();
        decode(first.get(0));
        now += 31 * SECOND;
        decode(first.get(1));
        assertThat(names).as("the first part is too old").isEmpty();
        now += 31 * SECOND;
        decode(second.get(0));
        byte[] changed = second.get(0).clone();
        changed[changed.length - 1] ^= 1;
        decode(changed);
        decode(second.get(1));
        assertThat(names).as("the copies of a fragment differ").isEmpty();
        now += 31 * SECOND;
        first.forEach(this::decode);
        assertThat(names).containsExactly(NAME);
    }

    private static void checksum(byte[] segment) {
        long sum = TCP + segment.length;
        for (byte[] part : List.of(SRC.toBytes(), DST.toBytes(), segment)) {
            for (int i = 0; i < part.length; i++) {
                sum += (long) (part[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            }
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        ByteBuffer.wrap(segment).putShort(16, (short) ~sum);
    }

    @Test
    void inBoundedMemory() {
        byte[] large = FrameBuilder.udp(1, 2, new byte[60_000]);
        for (int id = 0; id < 5_000; id++) {
            decode(fragments4(id, UDP, large, 1400).get(id % 40));
        }
        var counts = decoder.counts().splitMessages();
        assertThat(counts.begun()).isEqualTo(5000);
        assertThat(counts.overBudget()).isBetween(4800L, 4999L);
        fragments4(6000, TCP, HELLO, 64).forEach(this::decode);
        assertThat(names).contains(NAME);
    }
}
