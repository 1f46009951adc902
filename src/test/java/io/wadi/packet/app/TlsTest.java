package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import io.wadi.packet.Wire.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String HEAD = "0x1603010200010001fc0303";
    private static final String RANDOM = "00".repeat(32);

    /** Session id of 32 bytes, one cipher suite, no compression. */
    private static final String MIDDLE = "20" + "11".repeat(32) + "00021301" + "0100";

    private static final String PADDING = "0015" + "0064" + "00".repeat(100);
    private static final String SERVER_NAME = "0000" + "0010" + "000e" + "00" + "000b" + "6578616d706c652e6f7267";
    private static final String BEFORE_NAME = HEAD + RANDOM + MIDDLE + "01b1" + PADDING;

    private final Wire wire = new Wire();

    @Test
    void namesTheServerThoughTheHelloIsCutShort() {
        assertThat(wire.tcp(50000, 443, BEFORE_NAME + SERVER_NAME)).isEqualTo(new Said("TLS", "example.org"));
    }

    @Test
    void namesTheServerOnAnyPort() {
        assertThat(wire.tcp(50000, 9443, BEFORE_NAME + SERVER_NAME).name()).isEqualTo("example.org");
    }

    @Test
    void joinsAHelloThatContinuesInLaterSegments() {
        assertThat(wire.tcp(50000, 443, HEAD + RANDOM)).isEqualTo(new Said("TLS", null));
        assertThat(wire.tcp(50001, 443, "0x" + MIDDLE).name()).isNull();
        assertThat(wire.tcp(50000, 443, "0x" + MIDDLE + "01b1" + PADDING + SERVER_NAME.substring(0, 20)))
                .isEqualTo(new Said("TLS", null));
        assertThat(wire.tcp(50000, 443, "0x" + SERVER_NAME.substring(20))).isEqualTo(new Said("TLS", "example.org"));
        assertThat(wire.tcp(50000, 443, "0x" + SERVER_NAME.substring(20)).name())
                .isNull();
    }

    @Test
    void startsAnewWhenTheHelloIsSentAgain() {
        wire.show(ApplicationContext.TCP, 50000, 443, Wire.bytes(HEAD + RANDOM), 7);
        byte[] whole = Wire.bytes(BEFORE_NAME + SERVER_NAME);
        assertThat(wire.show(ApplicationContext.TCP, 50000, 443, whole, 7).name())
                .isEqualTo("example.org");
        assertThat(wire.show(ApplicationContext.TCP, 50000, 443, whole, 1 << 30).name())
                .as("in a new connection whose SYN was not captured")
                .isEqualTo("example.org");
    }

    @Test
    void namesTheServerOfASecondHelloAfterChangeCipherSpec() {
        String second = "0x140303000101" + BEFORE_NAME.substring(2) + SERVER_NAME;
        assertThat(wire.tcp(50000, 443, second)).isEqualTo(new Said("TLS", "example.org"));
    }

    @Test
    void saysNoNameWhereTheHelloHasNone() {
        String hello = "0x160301003c" + "010000380303" + RANDOM + "00" + "00021301" + "0100" + "000d" + "002b0003020304"
                + "00170000" + "0000";
        assertThat(wire.tcp(50000, 443, hello)).isEqualTo(new Said("TLS", null));
    }

    @Test
    void knowsTheHelloOfSsl2() {
        String hello = "0x802e010002001500000010" + "010080".repeat(7) + "00".repeat(16);
        assertThat(wire.tcp(50000, 9999, hello).protocol()).isEqualTo("TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0x1603050020", "0x1603010000", "0x160301ffff", "0x1903030020", "0x14030300020101", "0x1603"})
    void isNotGuessedFromWhatLooksAlike(String payload) {
        assertThat(wire.tcp(50000, 9999, payload).protocol()).isNull();
    }
}
