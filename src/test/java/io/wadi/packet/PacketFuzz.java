package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.PacketJson;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Passes mutated frames to long-lived decoders, and checks the result of each. */
final class PacketFuzz {

    private static final int HEADERS = 96;
    private static final int MOST_CHANGES = 8;
    private static final int AROUND = 64;
    private static final int[] LINK_TYPES = {
        0, 1, 6, 7, 9, 10, 11, 12, 50, 51, 99, 101, 104, 105, 107, 108, 109, 113, 117, 119, 122, 127, 129, 138, 163,
        166, 192, 204, 205, 219, 226, 228, 229, 239, 240, 242, 258, 276, 281, 282, 284, 285, 147, -1, 300
    };

    private final List<SeedFrames.Frame> seeds;
    private final long seed;
    private final PacketDecoder outer = new PacketDecoder("fuzz/file");
    private final PacketDecoder inner = new PacketDecoder("fuzz/file", true);
    private final PacketJson json = new PacketJson();
    private final long[] outcomes = new long[Outcome.values().length];

    PacketFuzz(List<SeedFrames.Frame> seeds, long seed) {
        this.seeds = seeds;
        this.seed = seed;
    }

    /** Decodes the frames with these numbers; a failure tells its number and bytes. */
    void run(long from, long to) {
        for (long number = from; number < to; number++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_000_007L + number);
            SeedFrames.Frame start = seeds.get(random.nextInt(seeds.size()));
            byte[] other = seeds.get(random.nextInt(seeds.size())).bytes();
            byte[] frame = new ByteMutator(random).mutate(start.bytes(), other, HEADERS, MOST_CHANGES);
            int linkType = random.nextInt(16) == 0 ? LINK_TYPES[random.nextInt(LINK_TYPES.length)] : start.linkType();
            int length = random.nextInt(8) == 0 ? frame.length + random.nextInt(70_000) - 64 : frame.length;
            try {
                decode(linkType, frame, length, random.nextLong());
            } catch (RuntimeException | Error e) {
                String hex = HexFormat.of().formatHex(frame);
                throw new AssertionError(
                        "frame " + number + " link type " + linkType + " length " + length + ": " + hex, e);
            }
        }
    }

    /** The bytes around a frame and the time are anything; neither may break it. */
    private void decode(int linkType, byte[] frame, int length, long anything) {
        byte[] buffer = new byte[frame.length + 2 * AROUND];
        Arrays.fill(buffer, (byte) anything);
        System.arraycopy(frame, 0, buffer, AROUND, frame.length);
        PacketDecoder decoder = (anything & 0x300) == 0 ? inner : outer;
        long nanos = (anything & 0x3f) == 0 ? anything : anything >>> 1;
        Outcome outcome = decoder.decode(linkType, buffer, AROUND, frame.length, length, nanos);
        outcomes[outcome.ordinal()]++;
        check(decoder, outcome, anything);
        for (int i = 0; decoder.hasFurther(); i++) {
            assertThat(i).as("frames of an aggregate").isLessThan(frame.length / 14);
            check(decoder, decoder.decodeFurther(), anything);
        }
    }

    private void check(PacketDecoder decoder, Outcome outcome, long anything) {
        assertThat(decoder.packet() != null).isEqualTo(outcome == Outcome.DECODED);
        if (outcome == Outcome.DECODED) {
            check(decoder.packet());
            if ((anything & 0xfc00) == 0) {
                json.write(List.of(decoder.packet()));
            }
        }
    }

    private static void check(Packet packet) {
        boolean sound = packet.src().version() == packet.dst().version()
                && packet.size() >= 20
                && packet.captured() >= 1
                && packet.captured() <= packet.length()
                && isPort(packet.srcPort())
                && isPort(packet.dstPort())
                && !packet.protocol().isEmpty()
                && !packet.transport().isEmpty()
                && packet.flow().length() == 30
                && packet.timestampNanos() >= 0
                && (packet.tcp() == null || packet.tcp().payload() >= 0)
                && (packet.name() == null || isPrintable(packet.name()));
        assertThat(sound).as("%s", packet).isTrue();
        KnownProtocols.assertDeclared(packet);
    }

    private static boolean isPort(int port) {
        return port >= Packet.NO_PORT && port <= 0xffff;
    }

    private static boolean isPrintable(String name) {
        return !name.isEmpty() && name.length() <= 255 && name.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    long count(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    long total() {
        return Arrays.stream(outcomes).sum();
    }
}
