package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import io.wadi.packet.Wire.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsTest {

    private static final String QUESTION = "8f270100000100000000000005534c41636b03636f6d0000010001";

    private final Wire wire = new Wire();

    @Test
    void namesTheQuestionInLowerCase() {
        assertThat(wire.udp(58155, 53, "0x" + QUESTION)).isEqualTo(new Said("DNS", "slack.com"));
        assertThat(wire.tcp(58155, 53, "0x001b" + QUESTION)).isEqualTo(new Said("DNS", "slack.com"));
    }

    @Test
    void isKnownByItsContentOnAnyPort() {
        assertThat(wire.udp(58155, 443, "0x" + QUESTION)).isEqualTo(new Said("DNS", "slack.com"));
    }

    @Test
    void namesTheRootByADot() {
        assertThat(wire.udp(58155, 53, "0x8f270100000100000000000000000200" + "01")
                        .name())
                .isEqualTo(".");
    }

    @Test
    void isKnownWithoutItsNameWhereThatIsCutShort() {
        assertThat(wire.udp(58155, 53, "0x8f2701000001000000000000056c6f63")).isEqualTo(new Said("DNS", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "0x8f27",
                "0x8f271f000001000000000000056c6f63616c0000010001",
                "0x8f27010000010000000000007f6c6f63616c0000010001",
                "0x17feff00000000000000000010aabbccddeeff00112233445566778899"
            })
    void isNotGuessedWhereTheContentContradictsThePort(String payload) {
        assertThat(wire.udp(58155, 53, payload).protocol()).isNotEqualTo("DNS");
    }

    @ParameterizedTest
    @CsvSource({
        "mDNS, 5353, lucas-imac.local, 0000000000010000000000000a4c756361732d694d6163056c6f63616c00001c8001",
        "mDNS, 5353,, 0000840000000001000000000a4c756361732d694d6163056c6f63616c00000180010000007800040a000001",
        "LLMNR, 5355, wpad, f604000000010000000000000477706164" + "0000010001",
        "NBNS, 137, workgroup,"
                + " a7490110000100000000000020464845504643454c4548464345504646464143414341434143414341424c0000200001"
    })
    void hasRelativesOnTheirOwnPorts(String protocol, int port, String name, String payload) {
        assertThat(wire.udp(port, port, "0x" + payload)).isEqualTo(new Said(protocol, name));
    }

    @Test
    void netBiosCarriesDatagramsAndSessionsToo() {
        assertThat(wire.udp(138, 138, "0x110ec2f40a000509008a00bb000020454f").protocol())
                .isEqualTo("NBDGM");
        assertThat(wire.tcp(50000, 139, "0x8100004420464846").protocol()).isEqualTo("NBSS");
    }
}
