package io.wadi.packet.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts the Initial packets of QUIC clients (RFC 9001 section 5). The keys are derived from the packet itself, so
 * everyone on the path can read it. Reuses its ciphers; not thread-safe.
 */
final class QuicKeys {

    private static final String HMAC = "HmacSHA256";
    private static final int SAMPLE = 16;
    private static final int TAG_BITS = 128;

    /** Zero under the header protection (RFC 9000 section 17.2); wrong keys mostly show others, which saves a decryption. */
    private static final int RESERVED_BITS = 0x0c;

    private final Mac hmac;
    private final Cipher headerProtection;
    private final Cipher packetProtection;

    QuicKeys() {
        try {
            hmac = Mac.getInstance(HMAC);
            headerProtection = Cipher.getInstance("AES/ECB/NoPadding");
            packetProtection = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES and SHA-256", e);
        }
    }

    /**
     * Decrypts a client's Initial packet.
     *
     * @param version version of the packet
     * @param connectionId destination connection id of the client's first Initial packet
     * @param packet the complete packet; its header protection is removed in place
     * @param numberAt start of the packet number
     * @return the frames; null if these keys are wrong
     */
    byte[] open(QuicVersion version, byte[] connectionId, byte[] packet, int numberAt) {
        try {
            byte[] secret = expand(hmac(version.salt(), connectionId), "client in", 32);
            int numberLength = unmask(expand(secret, version.label("hp"), 16), packet, numberAt);
            if ((packet[0] & RESERVED_BITS) != 0) {
                return null;
            }
            byte[] nonce = expand(secret, version.label("iv"), 12);
            for (int i = 0; i < numberLength; i++) {
                nonce[nonce.length - numberLength + i] ^= packet[numberAt + i];
            }
            return decrypt(expand(secret, version.label("key"), 16), nonce, packet, numberAt + numberLength);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys of a fixed length are always valid", e);
        }
    }

    private byte[] decrypt(byte[] key, byte[] nonce, byte[] packet, int from) throws GeneralSecurityException {
        packetProtection.init(
                Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        packetProtection.updateAAD(packet, 0, from);
        return packetProtection.doFinal(packet, from, packet.length - from);
    }

    /** Removes the header protection (RFC 9001 section 5.4) and returns the length of the packet number in bytes. */
    private int unmask(byte[] key, byte[] packet, int numberAt) throws GeneralSecurityException {
        headerProtection.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] mask = headerProtection.doFinal(packet, numberAt + 4, SAMPLE);
        packet[0] ^= mask[0] & 0x0f;
        int length = (packet[0] & 3) + 1;
        for (int i = 0; i < length; i++) {
            packet[numberAt + i] ^= mask[1 + i];
        }
        return length;
    }

    private byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        hmac.init(new SecretKeySpec(key, HMAC));
        return hmac.doFinal(data);
    }

    /** HKDF-Expand-Label (RFC 8446 section 7.1) for at most 32 bytes, which need one round of HMAC. */
    private byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] text = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = new byte[text.length + 5];
        info[1] = (byte) length;
        info[2] = (byte) text.length;
        System.arraycopy(text, 0, info, 3, text.length);
        info[info.length - 1] = 1;
        return Arrays.copyOf(hmac(secret, info), length);
    }
}
