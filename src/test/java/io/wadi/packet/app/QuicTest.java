package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import io.wadi.packet.Wire.Said;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypts packets with the keys of RFC 9001 appendix A, and reads them. */
class QuicTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("1f369613dd76d5467730efcbe3b1a22d");
    private static final byte[] IV = HEX.parseHex("fa044b2f42a3fd3b46fb255c");
    private static final byte[] HEADER_KEY = HEX.parseHex("9f50449e04a0e810283a1e9933adedd2");
    private static final String HEADER = "c300000001088394c8f03e5157080000449e";
    private static final int NUMBER_AT = 18;

    /** The CRYPTO frame's data of appendix A.2: a ClientHello for example.com. */
    private static final String CLIENT_HELLO = "010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868"
            + "04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578"
            + "616d706c652e636f6dff01000100000a00080006001d00170018001000070005"
            + "04616c706e000500050100000000003300260024001d00209370b2c9caa47fba"
            + "baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400"
            + "0d0010000e0403050306030203080408050806002d00020101001c0002400100"
            + "3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000"
            + "75300901100f088394c8f03e51570806048000ffff";

    /** A 0-RTT packet with the same connection id. */
    private static final byte[] EARLY_DATA = HEX.parseHex("d000000001088394c8f03e51570800" + "4014" + "7a".repeat(20));

    private final Wire wire = new Wire();

    @Test
    void protectsAsTheRfcPrintsIt() throws GeneralSecurityException {
        String packet = HEX.formatHex(protect(2, "060040f1" + CLIENT_HELLO));
        assertThat(packet)
                .startsWith("c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11")
                .endsWith(
                        "7e78bfe706ca4cf5e9c5453e9f7cfd2b8b4c8d169a44e55c88d4a9a7f9474241e221af44860018ab0856972e194cd934");
    }

    @Test
    void namesTheServerOfTheRfcsSample() throws GeneralSecurityException {
        assertThat(client(50000, 443, protect(2, "060040f1" + CLIENT_HELLO)))
                .isEqualTo(new Said("QUIC", "example.com"));
    }

    @Test
    void namesTheServerWhicheverPortIsLower() throws GeneralSecurityException {
        assertThat(client(2000, 4433, protect(2, "060040f1" + CLIENT_HELLO)).name())
                .isEqualTo("example.com");
        assertThat(client(4433, 4433, protect(2, "060040f1" + CLIENT_HELLO)).name())
                .isEqualTo("example.com");
    }

    @Test
    void namesTheServerOfASecondHelloAfterARetryRequest() throws GeneralSecurityException {
        client(50000, 443, protect(2, "060040f1" + CLIENT_HELLO));
        assertThat(client(50000, 443, protect(3, "0640f140f1" + CLIENT_HELLO)).name())
                .isEqualTo("example.com");
        assertThat(client(50000, 443, protect(4, "0641e24040" + CLIENT_HELLO.substring(0, 128)))
                        .name())
                .as("the first part of a third hello")
                .isNull();
        assertThat(client(50000, 443, protect(5, "064222" + "40b1" + CLIENT_HELLO.substring(128)))
                        .name())
                .isEqualTo("example.com");
    }

    @Test
    void readsOnlyTheSideThatBeganAsTheClient() throws GeneralSecurityException {
        byte[] hello = protect(2, "060040f1" + CLIENT_HELLO);
        assertThat(client(2000, 4433, hello).name()).isEqualTo("example.com");
        assertThat(client(4433, 2000, hello)).isEqualTo(new Said("QUIC", null));
        assertThat(client(2000, 4433, hello).name()).as("sent again").isEqualTo("example.com");
    }

    @Test
    void putsFramesInOrderThatCameShuffled() throws GeneralSecurityException {
        String frames = frame(100) + "01" + "02000000" + "00" + frame(0, 100);
        assertThat(client(50000, 443, protect(2, frames)).name()).isEqualTo("example.com");
    }

    @Test
    void joinsAHelloOfTwoDatagrams() throws GeneralSecurityException {
        assertThat(client(50000, 443, protect(0, frame(40)))).isEqualTo(new Said("QUIC", null));
        assertThat(client(50001, 443, protect(1, frame(0, 40))).name()).isNull();
        assertThat(client(50000, 443, protect(1, frame(0, 40))).name()).isEqualTo("example.com");
    }

    @Test
    void readsEachPacketOfADatagram() throws GeneralSecurityException {
        byte[] acknowledgement = protect(1, "0200000000", 40);
        byte[] hello = protect(2, "060040f1" + CLIENT_HELLO);
        assertThat(client(50000, 443, join(acknowledgement, hello)).name()).isEqualTo("example.com");
        assertThat(client(50001, 443, join(EARLY_DATA, hello)).name()).isEqualTo("example.com");
        assertThat(client(50002, 443, join(protect(0, frame(0, 40), 60), protect(1, frame(40))))
                        .name())
                .isEqualTo("example.com");
        assertThat(client(50003, 443, join(hello, EARLY_DATA)).name()).isEqualTo("example.com");
    }

    @Test
    void readsNoPacketAfterOneOfUnknownLength() throws GeneralSecurityException {
        byte[] hello = protect(2, "060040f1" + CLIENT_HELLO);
        byte[] tooLong = EARLY_DATA.clone();
        tooLong[16] = 0x7f;
        assertThat(client(50000, 443, join(tooLong, hello))).isEqualTo(new Said("QUIC", null));
        byte[] retry = HEX.parseHex("f000000001088394c8f03e51570800" + "7a".repeat(30));
        assertThat(client(50001, 443, join(retry, hello))).isEqualTo(new Said("QUIC", null));
        byte[] many = new byte[0];
        for (int i = 0; i < 20; i++) {
            many = join(many, EARLY_DATA);
        }
        assertThat(client(50002, 443, join(many, hello))).isEqualTo(new Said("QUIC", null));
    }

    @Test
    void hasNoNameWhereThePacketWasChanged() throws GeneralSecurityException {
        byte[] packet = protect(2, "060040f1" + CLIENT_HELLO);
        packet[600] ^= 1;
        assertThat(client(50000, 443, packet)).isEqualTo(new Said("QUIC", null));
    }

    @Test
    void hasNoNameWhereThePacketIsCutShort() throws GeneralSecurityException {
        byte[] packet = protect(2, "060040f1" + CLIENT_HELLO);
        assertThat(client(50000, 443, Arrays.copyOf(packet, 200))).isEqualTo(new Said("QUIC", null));
    }

    @Test
    void remembersItsConversationsForShortHeadersOnAnyPort() throws GeneralSecurityException {
        String shortHeader = "0x41" + "a5".repeat(40);
        assertThat(wire.udp(50000, 4433, shortHeader).protocol()).isNull();
        client(50000, 4433, protect(2, "060040f1" + CLIENT_HELLO));
        assertThat(wire.udp(50000, 4433, shortHeader).protocol()).isEqualTo("QUIC");
        assertThat(wire.udp(4433, 50000, shortHeader).protocol()).isEqualTo("QUIC");
    }

    @Test
    void knowsVersionNegotiation() {
        assertThat(wire.udp(4433, 50000, "0x9f00000000041122334404556677880a1a2a3aff00001d")
                        .protocol())
                .isEqualTo("QUIC");
    }

    @Test
    void readsGoogleQuicsPlainHello() {
        String hello = "43484c4f" + "02000000" + "50414400" + "03000000" + "534e4900" + "0e000000" + "2d2d2d"
                + HEX.formatHex("example.org".getBytes());
        assertThat(wire.udp(50000, 443, "0x0d" + "1122334455667788" + "51303433" + "01" + "00".repeat(20) + hello))
                .isEqualTo(new Said("QUIC", "example.org"));
        assertThat(wire.udp(50001, 443, "0x0c" + "1122334455667788" + "02" + "00".repeat(20) + hello))
                .as("a hello said again, without a version")
                .isEqualTo(new Said("QUIC", "example.org"));
        assertThat(wire.udp(50002, 443, "0x0c" + "1122334455667788" + "02" + "00".repeat(40)))
                .isEqualTo(new Said(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x8000000001088394c8f03e515708000044",
                "0xc012345678088394c8f03e515708000044",
                "0xc000000001998394c8f03e515708000044",
                "0x9f0000000004112233440455667788deadbeef",
                "0xc00a0a0a0a088394c8f03e515708000044"
            })
    void isNotGuessedFromWhatLooksAlike(String payload) {
        assertThat(wire.udp(50000, 4433, payload).protocol()).isNull();
    }

    private Said client(int srcPort, int dstPort, byte[] packet) {
        return wire.show(ApplicationContext.UDP, srcPort, dstPort, packet);
    }

    private static String frame(int from) {
        return frame(from, CLIENT_HELLO.length() / 2);
    }

    /** A CRYPTO frame with this part of the ClientHello, offset and length in two bytes each. */
    private static String frame(int from, int to) {
        return "06%04x%04x%s".formatted(0x4000 | from, 0x4000 | to - from, CLIENT_HELLO.substring(2 * from, 2 * to));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** An Initial packet of 1200 bytes with these frames, padded. */
    private static byte[] protect(int number, String frames) throws GeneralSecurityException {
        return protect(number, frames, 1162);
    }

    private static byte[] protect(int number, String frames, int size) throws GeneralSecurityException {
        String start = HEADER.substring(0, HEADER.length() - 4);
        byte[] header = HEX.parseHex(start + "%04x%08x".formatted(0x4000 | size + 20, number));
        byte[] nonce = IV.clone();
        nonce[nonce.length - 1] ^= (byte) number;
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD(header);
        byte[] sealed = gcm.doFinal(Arrays.copyOf(HEX.parseHex(frames), size));
        byte[] packet = Arrays.copyOf(header, header.length + sealed.length);
        System.arraycopy(sealed, 0, packet, header.length, sealed.length);
        return mask(packet);
    }

    private static byte[] mask(byte[] packet) throws GeneralSecurityException {
        Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HEADER_KEY, "AES"));
        byte[] mask = ecb.doFinal(packet, NUMBER_AT + 4, 16);
        packet[0] ^= (byte) (mask[0] & 0x0f);
        for (int i = 0; i < 4; i++) {
            packet[NUMBER_AT + i] ^= mask[1 + i];
        }
        return packet;
    }
}
