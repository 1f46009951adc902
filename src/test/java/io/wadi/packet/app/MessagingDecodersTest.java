package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messaging, trading and mining. */
class MessagingDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        MQTT | tcp | 53528 | 17501 | 0x101100044d5154540402003c00054275733431
        MQTT | tcp | 50000 | 1883 | 0xc000
        AMQP | tcp | 44204 | 15672 | 0x414d515000000901
        Kafka | tcp | 50000 | 9092 | 0x00000011001200030000000100077265617063726573
        NATS | tcp | 4222 | 54820 | PONG\\r\\n
        NATS | tcp | 14222 | 54820 | INFO {"server_id":"NALG56HQZ4C4ILRHCGYWMCSBVC5W2"}\\r\\n
        ZeroMQ | tcp | 50000 | 5555 | 0xff00000000000000017f03
        STOMP | tcp | 50000 | 11613 | CONNECT\\naccept-version:1.2\\n\\n
        OpenWire | tcp | 61617 | 50000 | 0x000000f0014163746976654d510000000c
        Gearman | tcp | 50000 | 14730 | 0x005245510000000100000000
        Zabbix | tcp | 57162 | 20050 | 0x5a425844010a0000000000000070726f632e6e756d5b5d
        Thrift | tcp | 53387 | 11010 | 0x800100010000000d746861745f776f6e5f745f646f000000000b00010000000000
        Thrift | udp | 49164 | 6831 | 0x8281b2810109656d69744261746368
        GIOP | tcp | 56899 | 42717 | 0x47494f500102000100000051
        FIX | tcp | 4000 | 43594 | 0x383d4649582e342e3101393d30303031340133353d31
        FIX | tcp | 4000 | 43594 | 0x383d4f01393d303031330133353d500100300000148c280e
        HL7 | tcp | 49242 | 6661 | 0x0b4d53487c5e7e5c267c53454e44
        WhatsApp | tcp | 44804 | 5222 | 0x45440001
        Xiaomi | tcp | 40710 | 5222 | 0xc2fe0005000000000d2301c6
        OICQ | udp | 51884 | 8000 | 0x023b0b00010018561f0c7b0003
        Stratum | tcp | 46838 | 3333 | {"id":1,"method":"mining.subscribe","params":[]}\\n
        Levin | tcp | 48882 | 18080 | 0x0121010101010101060100000000000001e9030000
        Bitcoin | tcp | 50000 | 8333 | 0xf9beb4d976657273696f6e000000000066000000aabbccdd
        libp2p | tcp | 50000 | 4001 | 0x132f6d756c746973747265616d2f312e302e300a
        Nano | tcp | 59642 | 7075 | 0x52431414120a0500f0269f5e
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        MQTT | tcp | 53528 | 17501 | 0x101100044d5154530402003c00054275733431
        FIX | tcp | 4000 | 43594 | 8=eight and 9=nine
        Thrift | tcp | 53387 | 11010 | 0x800100010000000d74686100000000000000000000000000000000
        ZeroMQ | tcp | 50000 | 5555 | 0xff00000000000000017e03
        Stratum | tcp | 46838 | 3333 | {"id":1,"method":"other.subscribe","params":[]}\\n
        WhatsApp | tcp | 44804 | 5222 | 0x45440002
        OICQ | udp | 51884 | 8000 | 0x023b0b00010018561f0c7b0004
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
