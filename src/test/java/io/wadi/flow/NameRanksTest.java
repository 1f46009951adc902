package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several names an address gets. */
class NameRanksTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "198.51.100.2";

    private final FlowTable table = new FlowTable(60, new TcpConversations());

    /** Names are {@code a}, {@code b}, … in the order of the packets that give them. */
    @ParameterizedTest
    @CsvSource({
        "DNS TLS,           a, DNS",
        "TLS DNS,           b, DNS",
        "DNS TLS DNS QUIC,  c, DNS",
        "mDNS TLS,          a, mDNS",
        "mDNS DNS LLMNR,    b, DNS",
        "mDNS LLMNR,        b, LLMNR",
        "NBNS DHCP,         b, DHCP",
        "HTTP QUIC,         b, SNI",
        "DTLS HTTP,         b, HTTP",
        "Other,             a,",
        "Other TLS Other,   b, SNI"
    })
    void theLastOfTheHighestRank(String protocols, String name, String source) {
        char next = 'a';
        for (String protocol : protocols.split(" ")) {
            table.add(naming(protocol, Character.toString(next++)));
        }
        NamedAddress expected = new NamedAddress(
                IpAddress.parse(SERVER), name, source == null ? NameSource.UNKNOWN : NameSource.of(source));
        assertThat(table.names().values()).containsExactly(expected);
        FlowTable sum = new FlowTable(60, new TcpConversations());
        table.records().forEach(sum::add);
        assertThat(sum.names().values()).containsExactly(expected);
    }

    /** A packet of the protocol that names the server: its destination, or an address in its answers. */
    private static Packet naming(String protocol, String name) {
        TestPacket packet = TestPacket.udp(CLIENT, name.charAt(0), SERVER, 443);
        if (NameSource.ofDestination(protocol) != null) {
            return packet.protocol(protocol, name).build();
        }
        return packet.protocol(protocol, null)
                .with(p -> p.answers = List.of(new AddressName(IpAddress.parse(SERVER), name)))
                .build();
    }
}
