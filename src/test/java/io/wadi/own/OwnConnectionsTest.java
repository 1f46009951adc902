package io.wadi.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import io.wadi.packet.LinkFrames;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnConnectionsTest {

    private static final String BROKER = "198.51.100.9";
    private static final LocalAddresses LOCAL =
            new LocalAddresses(addresses("192.0.2.1", "198.51.100.2", "::1", "2001:db8::1", "10.8.0.2"));
    private static final OwnConnections OWN = new OwnConnections(
            List.of(
                    new OwnEndpoint(9092, addresses(BROKER, "2001:db8::9", "127.0.0.1")),
                    new OwnEndpoint(9092, addresses("198.51.100.10")),
                    new OwnEndpoint(5432, addresses("127.0.0.1")),
                    new OwnEndpoint(8080, Set.of())),
            LOCAL);

    private static Set<IpAddress> addresses(String... texts) {
        return Stream.of(texts).map(IpAddress::parse).collect(Collectors.toSet());
    }

    private static Packet tcp(String src, int srcPort, String dst, int dstPort) {
        return TestPacket.tcp(src, srcPort, dst, dstPort, 16).build();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 198.51.100.9, 9092",
        "192.0.2.1, 198.51.100.10, 9092",
        "2001:db8::1, 2001:db8::9, 9092",
        "127.0.0.1, 127.0.0.1, 9092",
        "127.0.0.1, 127.0.0.1, 5432",
        "127.3.2.1, 127.0.0.1, 5432",
        "192.0.2.1, 192.0.2.1, 8080",
        "::1, ::1, 8080",
        "127.0.0.1, 127.0.0.5, 8080",
    })
    void ownIsWhatIsBetweenThisMachineAndAServerInBothDirections(String client, String server, int port) {
        assertThat(OWN.contain(tcp(client, 50_000, server, port))).isTrue();
        assertThat(OWN.contain(tcp(server, port, client, 50_000))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Another machine and the same broker, as a mirror port shows it.
        "203.0.113.5, 198.51.100.9, 9092",
        // Another server, on a port that is also the broker's.
        "192.0.2.1, 203.0.113.5, 9092",
        "192.0.2.1, 198.51.100.9, 5432",
        "192.0.2.1, 198.51.100.9, 443",
        // Whoever comes from afar to this machine's console or database.
        "203.0.113.5, 192.0.2.1, 8080",
        "203.0.113.5, 192.0.2.1, 5432",
        "192.0.2.1, 192.0.2.1, 9092",
    })
    void everythingElseIsForeign(String client, String server, int port) {
        assertThat(OWN.contain(tcp(client, 50_000, server, port))).isFalse();
        assertThat(OWN.contain(tcp(server, port, client, 50_000))).isFalse();
    }

    @Test
    void otherTransportsAreForeign() {
        assertThat(OWN.contain(
                        TestPacket.udp("127.0.0.1", 50_000, "127.0.0.1", 9092).build()))
                .isFalse();
        assertThat(OWN.contain(TestPacket.icmp("127.0.0.1", "127.0.0.1", 8, 0).build()))
                .isFalse();
        assertThat(OWN.contain(tcp("127.0.0.1", Packet.NO_PORT, "127.0.0.1", Packet.NO_PORT)))
                .isFalse();
    }

    @Test
    void nothingIsOwnBeforeTheFirstLook() {
        assertThat(OwnConnections.NONE.contain(tcp("127.0.0.1", 50_000, "127.0.0.1", 9092)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ethernet", "Linux SLL", "Linux SLL2", "Null", "Raw IP", "VXLAN", "GRE"})
    void theLinkLayerAndATunnelMakeNoDifference(String around) {
        byte[] own = LinkFrames.tcp("10.8.0.2", 50_000, BROKER, 9092);
        byte[] foreign = LinkFrames.tcp("10.8.0.3", 50_000, BROKER, 9092);
        assertThat(OWN.contain(LinkFrames.decode(around, own))).isTrue();
        assertThat(OWN.contain(LinkFrames.decode(around, foreign))).isFalse();
    }
}
