package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remote shells, remote desktops and printers. */
class RemoteAccessDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SSH | tcp | 50000 | 2222 | SSH-2.0-OpenSSH_7.4p1 Debian-10+deb9u7\\r\\n
        SSH | tcp | 50000 | 443 | SSH-2.0-OpenSSH_9.2\\r\\n
        RDP | tcp | 1685 | 13389 | 0x0300002722e00000000000436f6f6b69653a206d737473686173683d41646d696e697374720d0a
        RDP | tcp | 50000 | 13389 | 0x030000130ee000000000000100080003000000
        RDP | tcp | 3389 | 1685 | 0x0300000b02f0802e000006
        VNC | tcp | 6900 | 59791 | RFB 004.001\\n
        X11 | tcp | 50000 | 6000 | 0x6c000b0000000000000000000000
        XDMCP | udp | 177 | 61426 | 0x00010005001700000000001157696c6c696e6720746f206d616e616765
        Citrix | tcp | 45225 | 11494 | 0x7f7f49434100
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SSH | tcp | 50000 | 2222 | SSH2
        VNC | tcp | 6901 | 59791 | RFB 004.0010
        RDP | tcp | 50000 | 13389 | 0x0300000b06e00000000000
        X11 | tcp | 50000 | 16000 | 0x6c000a0000000000000000000000
        XDMCP | udp | 177 | 61426 | 0x000100050017000000
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
