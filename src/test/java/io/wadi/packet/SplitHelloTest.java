package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ClientHello in several records and segments has one name, in whatever order and however often they come. */
class SplitHelloTest {

    private static final String NAME = "www.split-hello.example";
    private static final byte[] HELLO = Hellos.hello(NAME, 100);
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @Test
    void isCutAnywhereIntoTwoSegments() {
        for (int cut = 1; cut < HELLO.length; cut++) {
            TcpSide inOrder = new TcpSide().syn().send(HELLO, 0, cut).send(HELLO, cut, HELLO.length);
            assertThat(inOrder.names()).as("cut at %s", cut).containsExactly(NAME);
            assertThat(inOrder.protocol()).isEqualTo("TLS");
            TcpSide swapped = new TcpSide().syn().send(HELLO, cut, HELLO.length).send(HELLO, 0, cut);
            assertThat(swapped.names()).as("second first, cut at %s", cut).containsExactly(NAME);
            TcpSide noSyn = new TcpSide().send(HELLO, 0, cut).send(HELLO, cut, HELLO.length);
            assertThat(noSyn.names()).as("without SYN, cut at %s", cut).containsExactly(NAME);
        }
    }

    @Test
    void isCutAnywhereIntoTwoRecords() {
        PacketDecoder decoder = new PacketDecoder("test/tcp");
        byte[] message = Hellos.message(NAME, 30);
        for (int end = 1; end < message.length; end++) {
            byte[] records = Hellos.records(message, end);
            assertThat(new TcpSide(decoder, 20_000 + end, 443, 1)
                            .send(0, records)
                            .names())
                    .as("cut at %s", end)
                    .containsExactly(NAME);
            for (int cut = 1; cut < records.length; cut++) {
                TcpSide side = new TcpSide(decoder, 20_000 + cut, 443, 1).syn();
                assertThat(side.send(records, 0, cut)
                                .send(records, cut, records.length)
                                .names())
                        .as("records cut at %s, segments at %s", end, cut)
                        .containsExactly(NAME);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50524f585920544350342031302e302e302e312031302e302e302e3220312032 0d0a",
                "50524f585920554e4b4e4f574e 0d0a",
                "0d0a0d0a000d0a515549540a 21 11 000c cb007109 c6336414 04d2 01bb",
                "0d0a0d0a000d0a515549540a 20 00 0000"
            })
    void followsAHeaderOfAProxy(String hex) {
        byte[] header = FrameBuilder.hex(hex);
        byte[] both = FrameBuilder.join(header, HELLO);
        assertThat(new TcpSide().syn().send(0, both).names()).containsExactly(NAME);
        assertThat(new TcpSide().send(0, both).protocol()).isEqualTo("TLS");
        assertThat(new TcpSide().send(0, header).protocol()).isEqualTo("PROXY");
        for (int cut = header.length + 1; cut < both.length; cut++) {
            TcpSide side = new TcpSide().syn().send(both, 0, cut).send(both, cut, both.length);
            assertThat(side.names()).as("cut at %s", cut).containsExactly(NAME);
        }
    }

    @Test
    void followsOneHeaderOfAProxyOnly() {
        byte[] headers = FrameBuilder.ascii("PROXY UNKNOWN\r\n".repeat(4000));
        TcpSide side = new TcpSide().syn().send(0, headers);
        assertThat(side.names()).isEmpty();
        assertThat(side.protocol()).isEqualTo("PROXY");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void hasManySmallRecords(int size) {
        byte[] message = Hellos.message(NAME, 300);
        int[] ends = IntStream.iterate(size, end -> end < message.length, end -> end + size)
                .toArray();
        assertThat(new TcpSide().send(0, Hellos.records(message, ends)).names()).containsExactly(NAME);
    }

    @Test
    void comesInAnyOrderOfThreeSegments() {
        PacketDecoder decoder = new PacketDecoder("test/tcp");
        for (int first = 1; first < HELLO.length - 1; first += 7) {
            for (int second = first + 1; second < HELLO.length; second += 11) {
                int[] cuts = {0, first, second, HELLO.length};
                for (int[] order : ORDERS) {
                    TcpSide side = new TcpSide(decoder, 50000 + first, 443, second * 1000).syn();
                    Arrays.stream(order).forEach(part -> side.send(HELLO, cuts[part], cuts[part + 1]));
                    assertThat(side.names())
                            .as("order %s of %s", Arrays.toString(order), Arrays.toString(cuts))
                            .containsExactly(NAME);
                }
            }
        }
    }

    @Test
    void comesRepeatedlyAndOverlaps() {
        for (int cut = 10; cut < HELLO.length - 10; cut++) {
            TcpSide side = new TcpSide().syn();
            side.send(HELLO, 0, cut)
                    .send(HELLO, 0, cut)
                    .send(HELLO, cut - 1, cut)
                    .send(HELLO, 3, cut);
            side.send(HELLO, cut + 5, HELLO.length).send(HELLO, cut + 5, HELLO.length);
            side.send(HELLO, cut - 8, cut + 8).send(HELLO, 0, HELLO.length).send(HELLO, cut, HELLO.length);
            assertThat(side.names()).as("cut at %s", cut).contains(NAME).containsOnly(NAME);
        }
    }

    @Test
    void comesInSegmentsOfOneByte() {
        TcpSide forward = new TcpSide().syn();
        TcpSide backward = new TcpSide().syn();
        TcpSide noSyn = new TcpSide();
        for (int i = 0; i < HELLO.length; i++) {
            forward.send(HELLO, i, i + 1);
            noSyn.send(HELLO, i, i + 1);
            backward.send(HELLO, HELLO.length - 1 - i, HELLO.length - i);
        }
        assertThat(List.of(forward.names(), backward.names(), noSyn.names())).containsOnly(List.of(NAME));
    }

    @Test
    void hasNoNameWhereASegmentIsMissing() {
        int nameAt = HELLO.length - 7 - NAME.length();
        for (int cut = nameAt - 20; cut < nameAt + NAME.length(); cut++) {
            TcpSide side = new TcpSide().syn().send(HELLO, 0, cut).send(HELLO, cut + 1, HELLO.length);
            side.send(HELLO.length, Hellos.hello("www.later.example", 100));
            assertThat(side.names()).as("byte %s is missing", cut).isEmpty();
        }
        assertThat(new TcpSide().syn().send(HELLO, 20, HELLO.length).names())
                .as("the first bytes are missing")
                .isEmpty();
    }

    @Test
    void isReadAgainAfterAGapThatTheServerHasReceived() {
        PacketDecoder decoder = new PacketDecoder("test/tcp");
        TcpSide client =
                new TcpSide(decoder, 50000, 443, 1000).syn().send(HELLO, 0, 50).send(HELLO, 60, 90);
        client.send(1000, HELLO);
        assertThat(client.names()).isEmpty();
        new TcpSide(decoder, 443, 50000, 7).ack(1001 + HELLO.length);
        assertThat(client.send(2000, HELLO).names()).containsExactly(NAME);
    }

    @Test
    void waitsForItsRestThoughTheServerAcknowledgesMore() {
        PacketDecoder decoder = new PacketDecoder("test/tcp");
        TcpSide client = new TcpSide(decoder, 50000, 443, 1000).syn().send(HELLO, 0, 90);
        new TcpSide(decoder, 443, 50000, 7).ack(5000);
        assertThat(client.send(HELLO, 90, HELLO.length).names()).containsExactly(NAME);
    }

    @Test
    void hasNoNameWhereTheSnaplenCutsIt() {
        for (int captured = 0; captured < 120; captured++) {
            TcpSide side = new TcpSide().syn();
            side.sendCut(0, Arrays.copyOf(HELLO, 150), captured).send(HELLO, 150, HELLO.length);
            assertThat(side.names()).as("%s bytes captured", captured).isEmpty();
        }
    }

    @Test
    void hasItsNameWhereTheSnaplenCutsOnlyTheRest() {
        byte[] large = Hellos.hello(NAME, 20);
        assertThat(new TcpSide().syn().sendCut(0, large, large.length - 3).names())
                .containsExactly(NAME);
    }

    @Test
    void wrapsItsSequenceNumbers() {
        for (int before = 1; before < HELLO.length; before += 3) {
            TcpSide side = new TcpSide(new PacketDecoder("test/tcp"), 50000, 443, -1 - before);
            side.syn().send(HELLO, 100, 200).send(HELLO, 200, HELLO.length).send(HELLO, 0, 100);
            assertThat(side.names()).as("wraps after %s bytes", before).containsExactly(NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1200, 1700, 9000, 17000, 40000})
    void hasPostQuantumSizes(int size) {
        byte[] message = Hellos.message(NAME, size);
        byte[] records = message.length <= 16384
                ? Hellos.records(message)
                : Hellos.records(
                        message,
                        IntStream.iterate(16384, end -> end < message.length, end -> end + 16384)
                                .toArray());
        TcpSide forward = new TcpSide().syn();
        TcpSide backward = new TcpSide().syn();
        int segments = (records.length + 1399) / 1400;
        for (int i = 0; i < segments; i++) {
            forward.send(records, i * 1400, Math.min(records.length, (i + 1) * 1400));
            int last = segments - 1 - i;
            backward.send(records, last * 1400, Math.min(records.length, (last + 1) * 1400));
        }
        assertThat(List.of(forward.names(), backward.names())).containsOnly(List.of(NAME));
    }

    @Test
    void followsAChangeCipherSpecAfterARetryRequest() {
        byte[] second = FrameBuilder.join("14 0303 0001 01", HELLO);
        for (int cut = 1; cut < second.length; cut++) {
            TcpSide side = new TcpSide().syn().send(0, HELLO).send(HELLO.length, Arrays.copyOf(second, cut));
            side.send(HELLO.length + cut, Arrays.copyOfRange(second, cut, second.length));
            assertThat(side.names()).as("cut at %s", cut).containsExactly(NAME, NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"15 0301 0002 0170", "15 0303 0002 0100 15 0303 0002 0170", "14 0303 0001 01 15 0301 0002 0164"})
    void followsAlertsOfTheSameSegment(String alerts) {
        byte[] second = FrameBuilder.join(alerts, HELLO);
        assertThat(new TcpSide().send(0, second).names()).containsExactly(NAME);
        for (int cut = 1; cut < second.length; cut++) {
            TcpSide side = new TcpSide().syn().send(second, 0, cut).send(second, cut, second.length);
            assertThat(side.names()).as("cut at %s", cut).containsExactly(NAME);
            assertThat(side.protocol()).isEqualTo("TLS");
        }
    }

    @Test
    void belongsToOneConnectionOnly() {
        PacketDecoder decoder = new PacketDecoder("test/tcp");
        TcpSide before = new TcpSide(decoder, 50000, 443, 1000).syn().send(HELLO, 0, 150);
        TcpSide neighbour = new TcpSide(decoder, 50001, 443, 1000).syn().send(HELLO, 150, HELLO.length);
        TcpSide after = new TcpSide(decoder, 50000, 443, 1000).syn().send(HELLO, 150, HELLO.length);
        assertThat(before.names()).isEmpty();
        assertThat(neighbour.names()).isEmpty();
        assertThat(after.names())
                .as("a new connection with the same addresses and ports")
                .isEmpty();
    }

    @Test
    void isKeptOfTheFirstCopyWhereCopiesDiffer() {
        byte[] other = Hellos.hello("www.other-one.example.x", 100);
        TcpSide side = new TcpSide().syn().send(HELLO, 0, 100).send(HELLO, 200, HELLO.length);
        side.send(other, 0, 100).send(other, 150, other.length).send(HELLO, 100, 200);
        assertThat(side.names()).containsExactly(NAME);
    }
}
