package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Industrial control, metering, vehicles and instruments. */
class IndustryDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        S7comm | tcp | 102 | 53162 | 0x0300001902f08032010000000000080000f0000001000101e0
        S7comm-plus | tcp | 102 | 53162 | 0x0300001f02f080720200103200000542000000023400000000000072020000
        COTP | tcp | 53162 | 102 | 0x030000241fe00000011200c1020620c21053494d415449
        H.323 | tcp | 50000 | 1720 | 0x0300000c0802000105040388
        Modbus | tcp | 50000 | 502 | 0x000100000006010300000001
        UMAS | tcp | 7718 | 502 | 0x000500000004005a0004
        DNP3 | tcp | 2828 | 20000 | 0x056408c404000300b4b8c3d30078d3
        DNP3 | tcp | 2828 | 30000 | 0x056408c404000300b4b8c3d30078d3
        COTP | tcp | 53162 | 20102 | 0x0300000b06e00000000100
        IEC-104 | tcp | 1568 | 2404 | 0x680407000000
        EtherNet-IP | tcp | 50000 | 44818 | 0x6300000000000000000000000000000000000000000000000000
        CIP-IO | udp | 2222 | 2222 | 0x020002800800787b3a00e8cb5e04b1000c000300fdffffffffffffff0000
        OPC-UA | tcp | 50000 | 14840 | 0x48454c4620000000000000000000010000000100000000000000000000000000
        BACnet | udp | 47808 | 47808 | 0x810b000c0120ffff00ff1008
        KNXnet-IP | udp | 50000 | 3671 | 0x06100201000e0801c0a800010e57
        Fox | tcp | 50000 | 1911 | fox a 1 -1 fox hello\\n
        CoAP | udp | 50250 | 5683 | 0x4003cea1ff6d7964617461
        HART-IP | udp | 49905 | 5095 | 0x01000200000c0008
        HiSLIP | tcp | 4880 | 51054 | 0x485312000000474b0000000000000000
        Synchrophasor | udp | 4712 | 4713 | 0xaa410012003c4899909a00342ed50001560b
        ADS | tcp | 49201 | 48898 | 0x000020000000050d756001011027c0a801630101108004000400000000000000000003000000
        C12.22 | udp | 55092 | 1153 | 0x6030a20f060d607c86f754011600010140ce11a60e060c607c86f754
        ATG | tcp | 3134 | 10001 | 0x014932303130300d0a
        EGD | udp | 18246 | 18246 | 0x0d01d4f0c0a8084d7b000000be8a7e3800811b2c000000000000000000000000
        CAN-ETH | udp | 36251 | 11898 | 0x49534f313138393801026a12f109083b20
        SOME-IP | udp | 49191 | 49201 | 0x1234000800000011000000010101000000000005ababababab
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        S7comm | tcp | 102 | 53162 | 0x0300001902f08033010000000000080000f0000001000101e0
        Modbus | tcp | 50000 | 1502 | 0x000100000006010300000001
        DNP3 | tcp | 2828 | 30000 | 0x056408c504000300b4b8c3d30078d3
        BACnet | udp | 47808 | 47808 | 0x810b000d0120ffff00ff1008
        SOME-IP | udp | 49191 | 49201 | 0x1234000800000012000000010101000000000005ababababab
        CoAP | udp | 50250 | 5683 | 0x4f03cea1ff6d7964617461
        HART-IP | udp | 49905 | 5095 | 0x01000200000c0009
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
