package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases, file systems and remote procedure calls. */
class DataStoreDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PostgreSQL | tcp | 50000 | 15432 | 0x0000000804d2162f
        PostgreSQL | tcp | 50000 | 15432 | 0x0000001400030000757365720061006462000000
        MySQL | tcp | 13306 | 50000 | 0x4a0000000a382e302e333600080000003a23
        Redis | tcp | 51882 | 16379 | *1\\r\\n$7\\r\\nCOMMAND\\r\\n
        Redis | tcp | 6379 | 51882 | +PONG\\r\\n
        MongoDB | tcp | 51822 | 27017 | 0x3a0000004c04000000000000d40700000000000061646d69
        Cassandra | tcp | 50000 | 9042 | 0x040000000500000000
        Elasticsearch | tcp | 9300 | 40282 | 0x455300000013000000000000000109005cc6630000cbf6ae03
        Memcached | tcp | 59604 | 11211 | stats\\r\\n
        Memcached | udp | 11211 | 59604 | 0x0001000000010000535441542070696420383833370d0a
        TDS | tcp | 50000 | 11433 | 0x120100150000000000000600061801000c000500ff
        TNS | tcp | 50000 | 11521 | 0x002100000100000028434f4e4e4543545f444154413d28534944290000000000ff
        DRDA | tcp | 4847 | 60001 | 0x000ad00100010004200e
        iSCSI | tcp | 50000 | 3260 | 0x430300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
        SMB | tcp | 445 | 50927 | 0x00000038ff534d4275000000009807c0
        SMB2 | tcp | 445 | 49156 | 0x00000100fe534d424000010000000000
        NFS | udp | 890 | 2049 | 0x3841169f0000000000000002000186a3000000020000000400000000
        Portmap | udp | 3289 | 111 | 0x3841169f0000000000000002000186a00000000300000003
        MOUNT | udp | 671 | 1048 | 0x3841169f0000000000000002000186a50000000100000001
        NFS | tcp | 890 | 2049 | 0x800000283841169f0000000000000002000186a30000000200000004
        Lustre | tcp | 1022 | 988 | 0x0071ceac010000008358a8c000000200
        Ceph | tcp | 6789 | 50000 | ceph v027
        AFP | tcp | 50000 | 548 | 0x00030001000000000000000000000000
        DCERPC | tcp | 49165 | 49155 | 0x05000e0310000000dc008c0002000000
        PROFINET | udp | 1566 | 34964 | 0x04000800100000000000a0de976cd111827100010003015a0100a0de976cd111827100a02442df7ddbabbaec1d005443b2500b01630abafd0000000001000000000000000500ffffffff54000000000040800000400000004080000000000000400000000009003c0100000a0000000000000000000000000000000000000000000000010000f84000008000000000000000000000000000000000000000000000000000
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PostgreSQL | tcp | 50000 | 15432 | 0x0000000a04d2162f00
        MySQL | tcp | 13306 | 50000 | 0x4a00000009382e302e333600080000003a23
        Redis | tcp | 51882 | 16379 | *1 is a star\\r\\n
        SMB | tcp | 445 | 50927 | 0x00000038fe534d4275000000009807c0
        DRDA | tcp | 4847 | 60001 | 0x000ad00100010005200e
        NFS | udp | 890 | 2049 | 0x3841169f0000000000000003000186a3000000020000000400000000
        Elasticsearch | tcp | 19300 | 40282 | 0x4553f0000013000000000000000109005cc6630000cbf6ae03
        TDS | tcp | 50000 | 11433 | 0x120100160000000000000600061801000c000500ff
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
