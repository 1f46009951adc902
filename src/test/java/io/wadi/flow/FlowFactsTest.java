package io.wadi.flow;

import static io.wadi.packet.TestSegment.down;
import static io.wadi.packet.TestSegment.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.packet.TestSegment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowFactsTest {

    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    private static final int ACK = 0x10;
    private static final int FIN_ACK = 0x11;
    private static final IpAddress CLIENT = IpAddress.parse(TestSegment.CLIENT);
    private static final IpAddress SERVER = IpAddress.parse(TestSegment.SERVER);

    private final TcpConversations conversations = new TcpConversations();
    private long offset;

    /** The next batch of the partition. */
    private FlowBatch batch(Packet... packets) {
        FlowBatch batch = new FlowBatch(60, conversations);
        OffsetRange range = new OffsetRange("packets", null, 3, offset, offset + packets.length);
        offset += packets.length;
        batch.add(new EnrichedBatch(new PacketBatch(range, List.of(packets), List.of()), Map.of()));
        return batch;
    }

    private static Flow from(FlowBatch batch, IpAddress src) {
        return batch.flows().entrySet().stream()
                .filter(flow -> flow.getKey().src().equals(src))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static long retransmissions(FlowBatch batch) {
        return batch.flows().values().stream().mapToLong(Flow::retransmissions).sum();
    }

    @Test
    void theHandshakeTimesTheWayToBothEnds() {
        FlowBatch batch = batch(
                up(0, SYN, 99, 0, 0),
                down(20_000, SYN_ACK, 499, 100, 0),
                up(20_300, ACK, 100, 500, 0),
                up(20_400, ACK, 100, 500, 300),
                down(45_000, ACK, 500, 400, 0));
        assertThat(from(batch, CLIENT).rttNanos()).isEqualTo(20_000_000);
        assertThat(from(batch, SERVER).rttNanos()).isEqualTo(300_000);
        assertThat(retransmissions(batch)).isZero();
    }

    @Test
    void theLastSynCountsAndItsRepetitionIsARetransmission() {
        FlowBatch batch = batch(
                up(0, SYN, -1, 0, 0),
                up(1_000_000, SYN, -1, 0, 0),
                down(1_020_000, SYN_ACK, 499, 0, 0),
                up(1_020_100, ACK, 0, 500, 0));
        assertThat(from(batch, CLIENT).rttNanos()).isEqualTo(20_000_000);
        assertThat(from(batch, CLIENT).retransmissions()).isEqualTo(1);
    }

    @Test
    void theFirstTagThatIsAVlanCounts() {
        TestPacket packet = TestPacket.udp(TestSegment.CLIENT, 1, TestSegment.SERVER, 2);
        FlowBatch batch = batch(
                packet.build(),
                packet.vlans(0, 9).build(),
                TestPacket.udp(TestSegment.CLIENT, 1, TestSegment.SERVER, 2)
                        .vlans(20, 30)
                        .build(),
                TestPacket.udp(TestSegment.CLIENT, 1, TestSegment.SERVER, 2)
                        .vlans(40)
                        .build());
        assertThat(from(batch, CLIENT).vlan()).isEqualTo(20);
        assertThat(from(batch, CLIENT).packets()).isEqualTo(4);
    }

    @Test
    void noHandshakeNoRoundTrip() {
        FlowBatch batch = batch(up(0, ACK, 100, 500, 10), down(100, ACK, 500, 110, 10), up(200, SYN, 7, 0, 0));
        assertThat(batch.flows().values()).allMatch(flow -> flow.rttNanos() == -1);
    }

    @Test
    void aHandshakeIsTimedAcrossBatches() {
        batch(up(0, SYN, 99, 0, 0));
        batch(down(20_000, SYN_ACK, 499, 100, 0));
        assertThat(from(batch(up(20_300, ACK, 100, 500, 0)), CLIENT).rttNanos()).isEqualTo(20_000_000);
    }

    /** Sequence numbers far from and at their wrap. */
    @ParameterizedTest
    @ValueSource(longs = {1000, 0xffff_ff80L, 0xffff_ffffL})
    void segmentsThatEndNoFurtherThanBeforeAreRetransmissions(long seq) {
        FlowBatch batch = batch(
                up(0, ACK, seq, 1, 100),
                up(1, ACK, seq + 100, 1, 100),
                up(200_000, ACK, seq, 1, 100),
                up(200_001, ACK, seq + 100, 1, 100),
                up(200_002, ACK, seq + 200, 1, 100),
                up(200_003, ACK, seq + 300, 1, 0));
        assertThat(retransmissions(batch)).isEqualTo(2);
    }

    @Test
    void retransmissionsAreKnownAcrossBatchesAndWindows() {
        batch(up(59_900_000, ACK, 1000, 1, 100));
        assertThat(retransmissions(batch(up(60_100_000, ACK, 1000, 1, 100)))).isEqualTo(1);
    }

    @Test
    void whatIsReadAgainWasNotSentAgain() {
        batch(up(0, ACK, 1000, 1, 100));
        offset = 0;
        assertThat(retransmissions(batch(up(0, ACK, 1000, 1, 100)))).isZero();
    }

    @Test
    void keepAlivesAcknowledgementsAndOvertakenSegmentsAreNone() {
        FlowBatch batch = batch(
                up(0, ACK, 1000, 1, 100),
                up(10, ACK, 1200, 1, 100),
                up(2_000, ACK, 1100, 1, 100),
                up(3_000, ACK, 1300, 1, 0),
                up(45_000_000, ACK, 1299, 1, 1),
                up(46_000_000, ACK, 1299, 1, 0));
        assertThat(retransmissions(batch)).isZero();
    }

    @Test
    void aRepeatedFinIsOne() {
        assertThat(retransmissions(batch(up(0, FIN_ACK, 1000, 1, 0), up(300_000, FIN_ACK, 1000, 1, 0))))
                .isEqualTo(1);
    }

    @Test
    void anotherConnectionOfTheSamePortsBeginsAnew() {
        FlowBatch batch = batch(
                up(0, SYN, 0x7fff_0000L, 0, 0),
                up(10, ACK, 0x7fff_0001L, 1, 1000),
                up(5_000_000, SYN, 0x7ffe_f000L, 0, 0),
                up(5_000_010, ACK, 0x7ffe_f001L, 1, 1000));
        assertThat(retransmissions(batch)).isZero();
        assertThat(retransmissions(batch(up(200_000_000, ACK, 0x7ffe_f001L, 1, 1000))))
                .as("after a long silence")
                .isZero();
        assertThat(retransmissions(batch(up(200_000_100, ACK, 0x1000_0000L, 1, 1000))))
                .as("far from what was in flight")
                .isZero();
    }

    @Test
    void probesThatSeeTheSamePacketsDoNotCountThemTwice() {
        FlowBatch batch = batch(
                TestPacket.tcp(TestSegment.CLIENT, 1, TestSegment.SERVER, 2, ACK)
                        .probe("a/eth0")
                        .build(),
                TestPacket.tcp(TestSegment.CLIENT, 1, TestSegment.SERVER, 2, ACK)
                        .probe("b/eth0")
                        .build());
        assertThat(retransmissions(batch)).isZero();
    }

    @Test
    void laterFragmentsJoinTheFlowOfTheFirst() {
        FlowBatch batch = batch(
                TestPacket.udp(TestSegment.CLIENT, 5, TestSegment.SERVER, 6).build(),
                TestSegment.laterFragment(5, 6),
                TestSegment.laterFragment(Packet.NO_PORT, Packet.NO_PORT));
        assertThat(batch.flows()).hasSize(2);
        assertThat(batch.flows().values()).extracting(Flow::packets).containsExactlyInAnyOrder(2L, 1L);
        assertThat(batch.packets()).isEqualTo(3);
    }

    @Test
    void answersNameHostsButMakeNoTraffic() {
        FlowBatch batch = batch(
                TestSegment.answer(TestSegment.SERVER, "www.example.org"),
                TestSegment.answer("203.0.113.9", "other.example.org"),
                up(0, SYN, 99, 0, 0));
        assertThat(batch.names().get(SERVER)).isEqualTo(new NamedAddress(SERVER, "www.example.org", NameSource.DNS));
        IpAddress onlyNamed = IpAddress.parse("203.0.113.9");
        assertThat(batch.names().get(onlyNamed))
                .isEqualTo(new NamedAddress(onlyNamed, "other.example.org", NameSource.DNS));
        assertThat(batch.flows().keySet())
                .noneMatch(key -> key.src().equals(onlyNamed) || key.dst().equals(onlyNamed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "::1", "::", "224.0.0.251", "255.255.255.255"})
    void answersNameOnlyAddressesOfHosts(String ip) {
        assertThat(batch(TestSegment.answer(ip, "blocked.example.org")).names()).doesNotContainKey(IpAddress.parse(ip));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, www.example.org:8080, www.example.org",
        "HTTP, 192.0.2.7:8080,",
        "HTTP, '[2001:db8::1]:80',",
        "HTTP, '[2001:db8::1]',",
        "TLS, 4.example.org, 4.example.org",
        "SSH, www.example.org,"
    })
    void requestsNameTheDestinationUnlessByAddress(String protocol, String name, String host) {
        FlowBatch batch = batch(TestPacket.tcp(TestSegment.CLIENT, 1, TestSegment.SERVER, 80, ACK)
                .protocol(protocol, name)
                .build());
        NamedAddress named = batch.names().get(SERVER);
        assertThat(named == null ? null : named.name()).isEqualTo(host);
    }
}
