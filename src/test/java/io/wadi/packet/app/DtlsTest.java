package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import io.wadi.packet.Wire.Said;
import org.junit.jupiter.api.Test;

class DtlsTest {

    private static final String HELLO = "0x16fefd0000000000000000" + "0058" + "010000" + "4c" + "0000" + "000000"
            + "00004c" + "fefd" + "00".repeat(32) + "00" + "04aabbccdd" + "0002c02b" + "0100" + "0014"
            + "0000" + "0010" + "000e" + "00" + "000b" + "6578616d706c652e6f7267";

    private final Wire wire = new Wire();

    @Test
    void namesTheServerOfAHelloWithACookie() {
        assertThat(wire.udp(50000, 4433, HELLO)).isEqualTo(new Said("DTLS", "example.org"));
    }

    @Test
    void knowsAlertsAndTheVersionThatOpenSslOnceUsed() {
        assertThat(wire.udp(54162, 3478, "0x15feff00000000000000020002020a").protocol())
                .isEqualTo("DTLS");
        String old =
                "0x160100000000000000000000230300001700000000000000170100146291bcf11a76eec56236218cac4cd4c37c12411d";
        assertThat(wire.udp(443, 54107, old).protocol()).isEqualTo("DTLS");
    }

    @Test
    void isNotGuessedFromAnOldVersionThatDoesNotFillItsDatagram() {
        assertThat(wire.udp(39065, 46757, "0x15010000000002030033010d040000fffee3e600000003e8")
                        .protocol())
                .isNull();
    }
}
