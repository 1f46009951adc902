package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peer-to-peer protocols, games and local discovery. */
class PeerDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        BitTorrent | tcp | 52888 | 38305 | 0x13426974546f7272656e742070726f746f636f6c0000000000100005
        BT-DHT | udp | 23994 | 5001 | d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe
        BT-LSD | udp | 6771 | 6771 | BT-SEARCH * HTTP/1.1\\r\\nHost: 239.192.152.143:6771\\r\\n
        uTP | udp | 49861 | 33333 | 0x41004567ed639296000000000010000023c60000
        RakNet | udp | 63862 | 42965 | 0x7e00ffff00fefefefefdfdfdfd1234567898d5573af066c42d000574
        A2S | udp | 50000 | 27015 | 0xffffffff54536f7572636520456e67696e6520517565727900
        netcode | udp | 34638 | 40000 | 0x004e4554434f444520312e30320000000000
        DB-LSP | udp | 17500 | 17500 | {"host_int": 414173611, "version": [1, 8], "displayname": "", "port": 17500}
        Spotify | udp | 57621 | 57621 | SpotUdp0abcdefgh
        Ubiquiti | udp | 34085 | 10001 | 0x0206000602000301aabb
        WS-Discovery | udp | 50000 | 3702 | <?xml version="1.0"?><soap:Envelope>
        WoL | udp | 50000 | 9 | 0xffffffffffff001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455001122334455
        RIPE-Atlas | udp | 56857 | 29195 | MGLNDD_11.111.11.111_1114
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        BitTorrent | tcp | 52888 | 38305 | 0x13426974546f7272656e742050726f746f636f6c
        BT-DHT | udp | 23994 | 5001 | d1:ad2:id19:abcdefghij012345678
        uTP | udp | 49861 | 33333 | 0x41004567ed639296000000010010000023c60000
        RakNet | udp | 63862 | 42965 | 0x7e00ffff00fefefefefdfdfdfd1234567798d5573af066c42d000574
        DB-LSP | udp | 17500 | 17500 | 0x430335016f524d72445c4172084275733137436d641132ff
        A2S | udp | 50000 | 27015 | 0xffffffff00536f7572636520456e67696e65
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
