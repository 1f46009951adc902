package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import io.wadi.packet.Wire.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in HTTP and DHCP. */
class NamesTest {

    private static final String BOOTP = "0x01010600" + "db02c168" + "00".repeat(228);
    private static final String COOKIE = "63825363";

    private final Wire wire = new Wire();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n | example.org
        GET / HTTP/1.1\\r\\nAccept: *\\r\\nhOSt:   Example.org:8080  \\r\\n\\r\\n | example.org
        GET / HTTP/1.1\\nHost: example.org\\n\\n | example.org
        GET / HTTP/1.1\\r\\nHost: exam | none
        GET / HTTP/1.0\\r\\n\\r\\nHost: example.org\\r\\n | none
        GET / HTTP/1.1\\r\\nHost:\\r\\n\\r\\n | none
        HTTP/1.1 200 OK\\r\\nHost: example.org\\r\\n\\r\\n | none
        """)
    void httpNamesItsHost(String payload, String name) {
        assertThat(wire.tcp(50000, 80, payload)).isEqualTo(new Said("HTTP", name));
    }

    @Test
    void dhcpNamesTheClient() {
        String named = BOOTP + COOKIE + "350103" + "00" + "0c085449" + "2d534731313645".substring(0, 12) + "ff";
        assertThat(wire.udp(68, 67, named)).isEqualTo(new Said("DHCP", "ti-sg116"));
        assertThat(wire.udp(68, 67, BOOTP + COOKIE + "350103ff")).isEqualTo(new Said("DHCP", null));
        assertThat(wire.udp(68, 67, BOOTP + COOKIE + "0c20" + "41")).isEqualTo(new Said("DHCP", null));
    }

    @Test
    void bootpHasNoNameAndAnythingElseIsNotDhcp() {
        assertThat(wire.udp(68, 67, BOOTP)).isEqualTo(new Said("DHCP", null));
        assertThat(wire.udp(68, 67, BOOTP.replace("0x01", "0x07")).protocol()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "host.example.org, 0112345600010004aabbccdd00270013" + "0104686f7374076578616d706c65036f7267" + "00",
        "host, 0112345600010004aabbccdd00270006" + "0104686f7374",
        ", 0112345600010004aabbccdd00080002" + "0000"
    })
    void dhcpv6NamesTheClient(String name, String payload) {
        assertThat(wire.udp(546, 547, "0x" + payload)).isEqualTo(new Said("DHCPv6", name));
    }
}
