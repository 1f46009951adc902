package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.opaque;
import static io.wadi.netflow.DatagramBuilder.set;
import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static io.wadi.netflow.DatagramBuilder.v9;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static io.wadi.netflow.DecoderFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated datagrams of all protocols: no content makes the decoder throw or grow, and every flow is possible. Property
 * {@code wadi.fuzz.datagrams} sets their number, for example 10,000,000; {@code wadi.fuzz.seed} selects other mutations.
 */
class DatagramFuzzTest {

    private static final int DATAGRAMS = Integer.getInteger("wadi.fuzz.datagrams", 200_000);
    private static final int[] EDGES = {0, 1, 2, 3, 4, 5, 9, 10, 0x7f, 0x80, 0xfe, 0xff};

    private final DecoderFixture fixture = new DecoderFixture();
    private final Random random = new Random(Long.getLong("wadi.fuzz.seed", 1));

    private static List<byte[]> seeds() {
        DatagramBuilder template = new DatagramBuilder()
                .u16(256, 11)
                .u16(8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 2, 4, 1, 4, 21, 4, 22, 4, 96, 0xffff, 6, 1);
        DatagramBuilder record = new DatagramBuilder()
                .ip("192.0.2.1", "192.0.2.2")
                .u16(1, 2)
                .u8(6)
                .u32(3, 300, 1000, 2000)
                .u8(2, 'a', 'b', 0x12);
        DatagramBuilder options = new DatagramBuilder().u16(258, 3, 1).u16(149, 4, 305, 4, 306, 4);
        DatagramBuilder v9Template = new DatagramBuilder().u16(257, 5).u16(27, 16, 28, 16, 2, 4, 1, 4, 153, 8);
        DatagramBuilder v9Record = new DatagramBuilder()
                .ip("2001:db8::1", "2001:db8::2")
                .u32(5, 500)
                .u64(NOW_SECONDS * 1000);
        DatagramBuilder v9Options = new DatagramBuilder().u16(259, 4, 4).u16(1, 4, 34, 4);
        byte[] frame = new DatagramBuilder()
                .u16(1, 2, 3, 4, 5, 6, 0x800)
                .u8(0x45, 0)
                .u16(60, 0, 0)
                .u8(64, 6)
                .u16(0)
                .ip("192.0.2.1", "192.0.2.2")
                .u16(1, 2)
                .u32(1, 2, 0x5002_ffff)
                .bytes();
        byte[] header = opaque(
                1, new DatagramBuilder().u32(1, 60, 4, frame.length).raw(frame).raw(new byte[-frame.length & 3]));
        DatagramBuilder sflow = new DatagramBuilder()
                .u32(5, 1)
                .ip("192.0.2.9")
                .u32(0, 1, 1, 2)
                .raw(opaque(
                        1, new DatagramBuilder().u32(1, 2, 100, 1, 0, 3, 4, 1).raw(header)))
                .raw(opaque(2, new DatagramBuilder().u32(0)));
        return List.of(
                v5(1, NOW_SECONDS, 1, 100, v5Record(1, 40, 0, 1), v5Record(2, 80, 0, 1)),
                ipfix(NOW_SECONDS, 1, 1, set(2, template), set(256, record), set(3, options)),
                ipfix(NOW_SECONDS, 2, 1, set(258, new DatagramBuilder().u32(1, 1, 9)), set(256, record)),
                v9(1, NOW_SECONDS, 1, 1, set(0, v9Template), set(257, v9Record), set(1, v9Options)),
                v9(1, NOW_SECONDS, 2, 1, set(259, new DatagramBuilder().u32(0, 10)), set(257, v9Record)),
                sflow.bytes());
    }

    private byte[] mutated(byte[] seed) {
        byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length + 20)) : seed.clone();
        for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : EDGES[random.nextInt(EDGES.length)]);
        }
        return bytes;
    }

    private static void assertIsPossible(ExportedFlow flow, long now) {
        boolean possible = flow.packets() >= 1
                && flow.packets() <= ExportedFlow.MOST_PACKETS
                && flow.bytes() >= 0
                && flow.bytes() <= flow.packets() * Packet.MOST_SIZE
                && flow.firstNanos() <= flow.lastNanos()
                && flow.lastNanos() - flow.firstNanos() <= ExportedFlow.LONGEST_NANOS
                && flow.lastNanos() <= now + MessageTimes.TOLERANCE_NANOS
                && flow.lastNanos() >= now - 2 * ExportedFlow.LONGEST_NANOS
                && flow.src().version() == flow.dst().version()
                && flow.facts().samplingRate() >= 1;
        assertThat(possible).as("%s", flow).isTrue();
    }

    @Test
    void mutatedDatagramsAreCountedAndNothingGrows() {
        List<byte[]> seeds = seeds();
        seeds.forEach(seed -> assertThat(fixture.read(seed)).isEqualTo(DatagramOutcome.DECODED));
        assertThat(fixture.flows).hasSize(7);
        fixture.clear();
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = mutated(seeds.get(random.nextInt(seeds.size())));
            fixture.read(datagram, IpAddress.v4(random.nextInt(20)), 1);
            fixture.flows.forEach(flow -> assertIsPossible(flow, fixture.nowNanos));
            fixture.clear();
            fixture.nowNanos += SECOND / 1000;
        }
        fixture.assertAddsUp();
        assertThat(fixture.counters.flows()).isGreaterThan(DATAGRAMS / 4);
        assertThat(fixture.counters.rejected()).isGreaterThan(DATAGRAMS / 20);
        assertThat(fixture.heldBytes())
                .isLessThanOrEqualTo(SourceBounds.MOST_TEMPLATE_BYTES + SourceBounds.MOST_WAITING_BYTES);
        assertThat(fixture.decoder.sources().reports()).hasSizeLessThanOrEqualTo(SourceBounds.MOST_SOURCES);
    }
}
