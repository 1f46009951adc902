package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class QuicHandshakeTest {

    private static final byte[] SALT = HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
    private static final int LENGTH_AT = 1 + 4 + 9 + 9 + 1;
    private static final int NUMBER_AT = LENGTH_AT + 2;
    private static final int PAYLOAD_AT = NUMBER_AT + 4;

    private final QuicHandshake handshake = new QuicHandshake(new QuicInitialKeys(), new Dice(5));

    @Test
    void whoeverSeesTheFirstDatagramCanReadTheServersName() throws GeneralSecurityException {
        byte[] datagram = handshake.clientHello("www.search.example");
        assertThat(datagram).hasSize(1232);
        byte[] plain = open(datagram);
        assertThat(plain).startsWith(0x06, 0x00);
        assertThat(plain[4]).as("a TLS client hello").isEqualTo((byte) 1);
        assertThat(new String(plain, StandardCharsets.ISO_8859_1)).contains("www.search.example", "h3");
    }

    /** Opens a client's Initial packet whose ids have eight bytes (RFC 9001 section 5). */
    private static byte[] open(byte[] packet) throws GeneralSecurityException {
        byte[] secret = expand(hmac(SALT, Arrays.copyOfRange(packet, 6, 14)), "client in", 32);
        Cipher mask = Cipher.getInstance("AES/ECB/NoPadding");
        mask.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(secret, "quic hp", 16), "AES"));
        byte[] hidden = mask.doFinal(packet, NUMBER_AT + 4, 16);
        packet[0] ^= (byte) (hidden[0] & 0x0f);
        for (int i = 0; i < 4; i++) {
            packet[NUMBER_AT + i] ^= hidden[1 + i];
        }
        assertThat(packet[0]).isEqualTo((byte) 0xc3);
        assertThat(Arrays.copyOfRange(packet, NUMBER_AT, PAYLOAD_AT)).containsOnly(0);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(expand(secret, "quic key", 16), "AES");
        gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, expand(secret, "quic iv", 12)));
        gcm.updateAAD(packet, 0, PAYLOAD_AT);
        int length = (packet[LENGTH_AT] & 0x3f) << 8 | packet[LENGTH_AT + 1] & 0xff;
        return gcm.doFinal(packet, PAYLOAD_AT, length - 4);
    }

    private static byte[] expand(byte[] key, String label, int length) throws GeneralSecurityException {
        String name = "tls13 " + label;
        String info = "\0" + (char) length + (char) name.length() + name + "\0\1";
        return Arrays.copyOf(hmac(key, info.getBytes(StandardCharsets.ISO_8859_1)), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    @Test
    void theServersAnswerCoalescesInitialAndHandshakeInOneDatagram() {
        handshake.clientHello("www.search.example");
        byte[] datagram = handshake.serverHello();
        int initial = NUMBER_AT + ((datagram[LENGTH_AT] & 0x3f) << 8 | datagram[LENGTH_AT + 1] & 0xff);
        assertThat(datagram).hasSize(1232);
        assertThat(datagram[initial] & 0xf0).as("long header, type Handshake").isEqualTo(0xe0);
        assertThat(Arrays.copyOfRange(datagram, 6, 14)).isEqualTo(handshake.clientId());
        assertThat(Arrays.copyOfRange(datagram, 15, 23)).isEqualTo(handshake.serverId());
    }

    @Test
    void handshakeDatagramsHaveTheSizeAskedFor() {
        assertThat(handshake.handshake(true, 90)).hasSize(90);
        assertThat(handshake.handshake(false, 1_200)).hasSize(1_200);
    }
}
