package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.app.SplitMessageCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memory, counters and random order of messages in several TCP segments. */
class ReassemblyTest {

    private static final String NAME = "www.reassembly.example";
    private static final byte[] HELLO = Hellos.hello(NAME, 1300);
    private static final byte[] REQUEST =
            ascii("GET / HTTP/1.1\r\nCookie: " + "x".repeat(900) + "\r\nHost: " + NAME + "\r\n\r\n");
    private static final int ROUNDS = 4_000;
    private static final int FLOOD = 100_000;

    /** The limit of all bytes, the table and what surrounds them; without a limit the flood would take 200 MB. */
    private static final long MOST_HEAP = 24 << 20;

    private final PacketDecoder decoder = new PacketDecoder("test/tcp");
    private final Random random = new Random(17);

    private SplitMessageCounts counts() {
        return decoder.counts().splitMessages();
    }

    private static long ended(SplitMessageCounts counts) {
        return counts.complete()
                + counts.tooLong()
                + counts.displaced()
                + counts.overBudget()
                + counts.restarted()
                + counts.broken();
    }

    @Test
    void aFloodOfHalfOpenHellosTakesBoundedMemory() {
        long before = heapBytes();
        for (int i = 0; i < FLOOD; i++) {
            TcpSide side = new TcpSide(decoder, 2000 + i % 60_000, 443 + i / 60_000, i);
            side.syn().send(HELLO, 0, 1300);
        }
        assertThat(heapBytes() - before).as("heap").isLessThan(MOST_HEAP);
        assertThat(counts().begun()).isEqualTo(FLOOD);
        assertThat(counts().overBudget()).isGreaterThan(FLOOD / 4);
        assertThat(counts().begun() - ended(counts())).as("open").isBetween(1L, 16_384L);
        TcpSide inTheFlood = new TcpSide(decoder, 62_000, 443, 7).syn();
        assertThat(inTheFlood
                        .send(HELLO, 0, 1300)
                        .send(HELLO, 1300, HELLO.length)
                        .names())
                .containsExactly(NAME);
    }

    @Test
    void aFloodOfGapsAndTinySegmentsTakesBoundedMemory() {
        long before = heapBytes();
        for (int i = 0; i < FLOOD; i++) {
            TcpSide side = new TcpSide(decoder, 2000 + i % 60_000, 443 + i / 60_000, i);
            side.syn().send(i % 2 == 0 ? 65_000 : 1, Arrays.copyOf(HELLO, i % 2 == 0 ? 500 : 1));
        }
        assertThat(heapBytes() - before).as("heap").isLessThan(MOST_HEAP);
        assertThat(counts().displaced() + counts().overBudget()).isPositive();
    }

    @Test
    void aLongMessageIsGivenUpAndItsRestReadAsBefore() {
        byte[] endless = ascii("GET / HTTP/1.1\r\nCookie: " + "x".repeat(1400));
        TcpSide side = new TcpSide(decoder, 50000, 80, 1).syn().send(0, endless);
        for (int at = endless.length; at < 70_000; at += 1400) {
            side.send(at, ascii("y".repeat(1400)));
        }
        side.send(80_000, REQUEST);
        assertThat(side.names()).containsExactly(NAME);
        assertThat(counts()).isEqualTo(new SplitMessageCounts(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void everyOutcomeIsCounted() {
        new TcpSide(decoder, 2001, 443, 1).syn().send(HELLO, 0, 100).send(HELLO, 100, HELLO.length);
        assertThat(counts()).isEqualTo(new SplitMessageCounts(1, 1, 0, 0, 0, 0, 0));
        new TcpSide(decoder, 2002, 443, 1).syn().send(HELLO, 0, 100).syn();
        assertThat(counts()).isEqualTo(new SplitMessageCounts(2, 1, 0, 0, 0, 1, 0));
        new TcpSide(decoder, 2003, 443, 1).syn().send(HELLO, 0, 100).send(500_000, HELLO);
        assertThat(counts()).isEqualTo(new SplitMessageCounts(3, 1, 0, 0, 0, 1, 1));
        new TcpSide(decoder, 2004, 443, 1).syn().send(HELLO, 0, 100).sendCut(100, HELLO, 30);
        assertThat(counts()).isEqualTo(new SplitMessageCounts(4, 1, 0, 0, 0, 1, 2));
        new TcpSide(decoder, 2005, 443, 1).syn().send(0, HELLO);
        assertThat(counts().begun()).as("a whole message is not kept").isEqualTo(4);
    }

    @Test
    void randomSegmentsGiveTheNameOnceOrNone() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] stream = round % 2 == 0 ? HELLO : REQUEST;
            TcpSide side = new TcpSide(new PacketDecoder("test/tcp"), 50000, 443, random.nextInt()).syn();
            List<int[]> segments = segments(stream.length);
            boolean lossy = random.nextInt(4) == 0;
            if (lossy) {
                segments.remove(random.nextInt(segments.size()));
            }
            segments.forEach(segment -> side.send(stream, segment[0], segment[1]));
            assertThat(side.names()).as("round %s", round).isSubsetOf(NAME);
            assertThat(side.names().size()).as("round %s", round).isBetween(lossy ? 0 : 1, 2);
        }
    }

    /** Many connections at once, whose segments are lost, repeated and shuffled among each other. */
    @Test
    void mixedConnectionsGiveOnlyTheirOwnNames() {
        List<Runnable> sends = new ArrayList<>();
        List<TcpSide> sides = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] hello = Hellos.hello("host-" + i + ".example", random.nextInt(2000));
            TcpSide side = new TcpSide(decoder, 20_000 + i, 443, random.nextInt()).syn();
            sides.add(side);
            segments(hello.length).stream()
                    .filter(segment -> random.nextInt(50) > 0)
                    .forEach(segment -> sends.add(() -> side.send(hello, segment[0], segment[1])));
        }
        Collections.shuffle(sends, random);
        sends.forEach(Runnable::run);
        for (int i = 0; i < sides.size(); i++) {
            assertThat(sides.get(i).names()).isSubsetOf("host-" + i + ".example");
        }
        assertThat(sides.stream().filter(side -> !side.names().isEmpty())).hasSizeGreaterThan(500);
        assertThat(counts().begun() - ended(counts())).as("open").isBetween(0L, 1000L);
    }

    /** Cuts, repeats, overlaps and shuffles; together they cover the stream. */
    private List<int[]> segments(int length) {
        List<int[]> segments = new ArrayList<>();
        for (int from = 0; from < length; ) {
            int to = Math.min(length, from + 1 + random.nextInt(random.nextBoolean() ? 40 : 900));
            segments.add(new int[] {from, to});
            if (random.nextInt(3) == 0) {
                int overlap = random.nextInt(to);
                segments.add(new int[] {overlap, Math.min(length, overlap + 1 + random.nextInt(100))});
            }
            from = to;
        }
        if (random.nextBoolean()) {
            Collections.shuffle(segments, random);
        }
        return segments;
    }

    private static long heapBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
