package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wadi.packet.Wire;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationDecodersTest {

    private static final String OPAQUE = "0xa1b2c3d4e5f60718293a4b5c6d7e8f90";

    private final Wire wire = new Wire();

    @ParameterizedTest
    @CsvSource({"443, TLS", "80, HTTP", "22, SSH", "25, SMTP", "445, SMB", "3306, MySQL", "5222, XMPP"})
    void segmentsWithoutPayloadHaveTheProtocolOfTheirPort(int port, String protocol) {
        assertThat(wire.tcp(50000, port, null).protocol()).isEqualTo(protocol);
        assertThat(wire.tcp(port, 50000, null).protocol()).isEqualTo(protocol);
    }

    @Test
    void theLowerOfTwoKnownPortsIsTheServers() {
        assertThat(wire.tcp(3306, 443, null).protocol()).isEqualTo("TLS");
        assertThat(wire.tcp(443, 3306, null).protocol()).isEqualTo("TLS");
    }

    @Test
    void theMiddleOfAStreamHasTheProtocolOfItsPort() {
        assertThat(wire.tcp(443, 50000, OPAQUE).protocol()).isEqualTo("TLS");
        assertThat(wire.tcp(50001, 50000, OPAQUE).protocol()).isNull();
    }

    @Test
    void aPortOfPlainTextIsNotBelievedWhereThePayloadIsNotText() {
        assertThat(wire.tcp(50000, 5222, OPAQUE).protocol()).isNull();
        assertThat(wire.tcp(50000, 6667, "PING :card.freenode.net\\r\\n").protocol())
                .isEqualTo("IRC");
    }

    @Test
    void contentOverrulesThePort() {
        assertThat(wire.tcp(50000, 443, "SSH-2.0-OpenSSH_9.2\\r\\n").protocol()).isEqualTo("SSH");
        assertThat(wire.tcp(50000, 22, "GET / HTTP/1.1\\r\\n\\r\\n").protocol()).isEqualTo("HTTP");
    }

    @ParameterizedTest
    @ValueSource(ints = {53, 67, 123, 137, 161, 500, 1812, 3478, 5060, 5353})
    void datagramsAreNeverNamedByTheirPortAlone(int port) {
        assertThat(wire.udp(50000, port, OPAQUE).protocol()).isNull();
        assertThat(wire.udp(50000, port, null).protocol()).isNull();
    }

    @Test
    void aStreamKeepsWhatItWasRecognisedAsInBothDirections() {
        wire.tcp(50000, 2222, "SSH-2.0-OpenSSH_9.2\\r\\n");
        assertThat(wire.tcp(2222, 50000, OPAQUE).protocol()).isEqualTo("SSH");
        assertThat(wire.tcp(50000, 2222, null).protocol()).isEqualTo("SSH");
        assertThat(wire.tcp(50001, 2222, OPAQUE).protocol()).isNull();
        assertThat(wire.udp(50000, 2222, OPAQUE).protocol()).isNull();
    }

    @Test
    void aStreamBecomesWhatItSwitchesTo() {
        wire.tcp(50000, 8080, "CONNECT example.org:443 HTTP/1.1\\r\\nHost: example.org:443\\r\\n\\r\\n");
        assertThat(wire.tcp(50000, 8080, "0x1703030020").protocol()).isEqualTo("TLS");
        assertThat(wire.tcp(8080, 50000, OPAQUE).protocol()).isEqualTo("TLS");
    }

    @Test
    void theMiddleOfARecordIsNotReadOnAPortOfTls() {
        wire.tcp(50000, 443, "0x17030340001234");
        assertThat(wire.tcp(50000, 443, "GET / HTTP/1.1\\r\\nHost: chance.example\\r\\n\\r\\n"))
                .isEqualTo(new Wire.Said("TLS", null));
        assertThat(wire.tcp(443, 50000, "SSH-2.0-chance\\r\\n").protocol()).isEqualTo("TLS");
    }

    @Test
    void plainTextAfterTlsIsReadOnOtherPorts() {
        wire.tcp(50000, 8001, "0x17030340001234");
        assertThat(wire.tcp(50000, 8001, "GET / HTTP/1.1\\r\\nHost: plain.example\\r\\n\\r\\n"))
                .isEqualTo(new Wire.Said("HTTP", "plain.example"));
    }

    @Test
    void theNameOfOnePacketIsNotThatOfTheNext() {
        assertThat(wire.tcp(50000, 80, "GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n")
                        .name())
                .isNotNull();
        assertThat(wire.tcp(80, 50000, "HTTP/1.1 200 OK\\r\\n\\r\\n").name()).isNull();
    }

    @Test
    void transportsWithoutDecodersHaveNone() {
        assertThat(wire.show(132, 50000, 80, Wire.bytes("GET / HTTP/1.1\\r\\n")).protocol())
                .isNull();
    }

    @Test
    void noPayloadThrowsAndNoneIsGuessedFromNoise() {
        Random random = new Random(9);
        int[] named = {0};
        assertThatCode(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        byte[] payload = new byte[1 + random.nextInt(120)];
                        random.nextBytes(payload);
                        int transport = random.nextBoolean() ? ApplicationContext.TCP : ApplicationContext.UDP;
                        Wire.Said said = wire.show(transport, 50000 + i % 999, 30000 + i % 97, payload);
                        named[0] += said.protocol() == null ? 0 : 1;
                    }
                })
                .doesNotThrowAnyException();
        assertThat(named[0]).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {53, 67, 80, 102, 123, 135, 137, 139, 161, 389, 443, 445, 500, 502, 546, 1433, 3389, 4500, 5353})
    void noPayloadThatIsCutShortThrowsOnAWellKnownPort(int port) {
        Random random = new Random(port);
        assertThatCode(() -> {
                    for (int length = 1; length < 64; length++) {
                        byte[] payload = new byte[length];
                        Arrays.fill(payload, (byte) random.nextInt());
                        wire.show(ApplicationContext.TCP, 50000, port, payload);
                        wire.show(ApplicationContext.UDP, 50000, port, payload);
                    }
                })
                .doesNotThrowAnyException();
    }
}
