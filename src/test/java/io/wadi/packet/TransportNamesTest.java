package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.app.ApplicationDecoders;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportNamesTest {

    @ParameterizedTest
    @CsvSource({
        "0, HOPOPT",
        "1, ICMP",
        "2, IGMP",
        "4, IPIP",
        "6, TCP",
        "17, UDP",
        "27, IP-27",
        "33, DCCP",
        "41, IPv6",
        "46, RSVP",
        "47, GRE",
        "50, ESP",
        "51, AH",
        "58, ICMPv6",
        "59, IPv6-NoNxt",
        "60, IPv6-Opts",
        "88, EIGRP",
        "89, OSPF",
        "97, EtherIP",
        "103, PIM",
        "108, IPComp",
        "112, VRRP",
        "113, PGM",
        "115, L2TP",
        "118, STP",
        "123, IP-123",
        "124, ISIS",
        "132, SCTP",
        "135, Mobility",
        "136, UDP-Lite",
        "137, MPLS-in-IP",
        "139, HIP",
        "140, Shim6",
        "142, ROHC",
        "143, Ethernet",
        "147, BIT-EMU",
        "61, IP-61",
        "94, IP-94",
        "148, IP-148",
        "255, IP-255",
    })
    void namesNumbersAsIanaDoes(int number, String name) {
        assertThat(TransportNames.of(number)).isEqualTo(name);
    }

    /** Except for those that are the same protocol, over IP or over UDP. */
    @Test
    void givesNoNameOfAnApplicationProtocol() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int number = 0; number < 256; number++) {
            names.add(TransportNames.of(number));
        }
        names.retainAll(new ApplicationDecoders().protocols());
        assertThat(names).containsExactly("ESP", "L2TP");
    }

    @Test
    void givesNoNameTwice() {
        Set<String> names = new HashSet<>();
        for (int number = 0; number < 256; number++) {
            assertThat(names.add(TransportNames.of(number)))
                    .as("number %d", number)
                    .isTrue();
        }
    }
}
