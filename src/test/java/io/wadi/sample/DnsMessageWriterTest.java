package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DnsMessageWriterTest {

    private static final String A_B = "0161" + "0162" + "00";

    private static String hex(byte[] message) {
        return HexFormat.of().formatHex(message);
    }

    @Test
    void asksForAName() {
        assertThat(hex(DnsMessageWriter.question(0x1234, "a.b", DnsMessageWriter.AAAA)))
                .isEqualTo("1234" + "0100" + "0001" + "0000" + "00000000" + A_B + "001c" + "0001");
    }

    @Test
    void answersWithAnAddressOrWithNone() {
        assertThat(hex(DnsMessageWriter.answer(0x1234, "a.b", DnsMessageWriter.A, IpAddress.parse("1.2.3.4"), 60)))
                .isEqualTo("1234" + "8180" + "0001" + "0001" + "00000000" + A_B + "0001" + "0001" + "c00c" + "0001"
                        + "0001" + "0000003c" + "0004" + "01020304");
        assertThat(hex(DnsMessageWriter.answer(0x1234, "a.b", DnsMessageWriter.AAAA, null, 60)))
                .isEqualTo("1234" + "8180" + "0001" + "0000" + "00000000" + A_B + "001c" + "0001");
    }

    @Test
    void saysThatANameDoesNotExist() {
        assertThat(hex(DnsMessageWriter.noSuchName(1, "a.b", DnsMessageWriter.A)))
                .startsWith("0001" + "8183");
    }

    @Test
    void tellsTheLinkWhereAServiceIs() {
        assertThat(hex(DnsMessageWriter.multicastPointer("a.b", "c.d", 1)))
                .isEqualTo("0000" + "8400" + "0000" + "0001" + "00000000" + A_B + "000c" + "0001" + "00000001" + "0005"
                        + "0163" + "0164" + "00");
    }
}
