package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Voice, video and their signalling. */
class VoiceDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RTCP | udp | 50335 | 50004 | 0x80c900010000ace38215b971b2bc7d430dd8e674f1cfd8564a2f0080
        RTMP | tcp | 50000 | 1935 | 0x0300000000000000001122
        IAX2 | udp | 4566 | 4569 | 0x801700040000000100010604
        Skinny | tcp | 46461 | 2000 | 0x08000000000000000200000000000000
        MGCP | udp | 2427 | 12727 | RSIP 1200 aaln/1@rgw.example.net MGCP 1.0\\r\\n
        Megaco | udp | 2944 | 2944 | !/1 <iMSS>\\nT=555282713{C=-{AV=DS/1/5
        BFCP | udp | 47706 | 5070 | 0x200300010000000100020504
        BFCP | tcp | 47706 | 15070 | 0x2003000000000001000a0504
        FLUTE | udp | 40717 | 40085 | 0x101003000000000000000001000000003c3f786d6c20
        TeamSpeak | udp | 50000 | 9987 | TS3INIT1\\0e\\0\\0\\0
        Mumble | udp | 50085 | 64738 | 0x0000000003d72000fa76287e
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RTCP | udp | 50335 | 50004 | 0x80c903010000ace38215b971b2bc7d430dd8e674f1cfd8564a2f0080
        RTP | udp | 16756 | 15580 | 0x800d03c70002477017d901344c
        BFCP | udp | 47706 | 15070 | 0x200300010000000100020504
        MGCP | udp | 2427 | 12727 | RSIP 1200 aaln/1@rgw.example.net MGCQ 1.0\\r\\n
        FLUTE | udp | 40717 | 40085 | 0x1010030000000000000000010000000048656c6c6f
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
