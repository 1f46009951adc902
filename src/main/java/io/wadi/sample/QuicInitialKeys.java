package io.wadi.sample;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of QUIC's Initial packets, which are derived from the connection id in them (RFC 9001 section 5.2). They
 * keep nothing secret, but every reader of the server's name must derive them. Not thread-safe.
 */
final class QuicInitialKeys {

    private static final byte[] SALT_V1 = {
        0x38,
        0x76,
        0x2c,
        (byte) 0xf7,
        (byte) 0xf5,
        0x59,
        0x34,
        (byte) 0xb3,
        0x4d,
        0x17,
        (byte) 0x9a,
        (byte) 0xe6,
        (byte) 0xa4,
        (byte) 0xc8,
        0x0c,
        (byte) 0xad,
        (byte) 0xcc,
        (byte) 0xbb,
        0x7f,
        0x0a
    };
    private static final int SECRET_LENGTH = 32;
    private static final int KEY_LENGTH = 16;
    private static final int IV_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final Mac mac;
    private final Cipher sealing;
    private final Cipher masking;
    private byte[] secret;

    QuicInitialKeys() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            sealing = Cipher.getInstance("AES/GCM/NoPadding");
            masking = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC, SHA-256 and AES", e);
        }
    }

    /** Derives the keys of one side of the connection with this first destination id. */
    void derive(byte[] firstDestinationId, boolean client) {
        byte[] initial = hmac(SALT_V1, firstDestinationId);
        secret = expand(initial, client ? "client in" : "server in", SECRET_LENGTH);
    }

    /**
     * Encrypts a long-header packet in place (RFC 9001 sections 5.3 and 5.4).
     *
     * @param packet header and plain payload; becomes 16 bytes longer
     * @param from start of the packet
     * @param headerLength bytes of the header, including the packet number
     * @param number the packet number, whose last bytes end the header
     * @param numberLength number of these bytes, 1 to 4
     */
    void seal(Octets packet, int from, int headerLength, int number, int numberLength) {
        int payloadAt = from + headerLength;
        byte[] sealed = sealed(packet, from, headerLength, number);
        packet.truncate(payloadAt);
        packet.bytes(sealed);
        byte[] array = packet.array();
        int numberAt = payloadAt - numberLength;
        byte[] mask = mask(array, numberAt + 4);
        array[from] ^= (byte) (mask[0] & 0x0f);
        for (int i = 0; i < numberLength; i++) {
            array[numberAt + i] ^= mask[1 + i];
        }
    }

    private byte[] sealed(Octets packet, int from, int headerLength, int number) {
        SecretKeySpec key = new SecretKeySpec(expand(secret, "quic key", KEY_LENGTH), "AES");
        byte[] iv = expand(secret, "quic iv", IV_LENGTH);
        for (int i = 0; i < Integer.BYTES; i++) {
            iv[IV_LENGTH - 1 - i] ^= (byte) (number >>> 8 * i);
        }
        GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, iv);
        int payloadAt = from + headerLength;
        try {
            sealing.init(Cipher.ENCRYPT_MODE, key, nonce);
            sealing.updateAAD(packet.array(), from, headerLength);
            return sealing.doFinal(packet.array(), payloadAt, packet.length() - payloadAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh key and nonce always seal", e);
        }
    }

    private byte[] mask(byte[] array, int sampleAt) {
        try {
            masking.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(secret, "quic hp", KEY_LENGTH), "AES"));
            return masking.doFinal(array, sampleAt, KEY_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block of AES can always be encrypted", e);
        }
    }

    /** HKDF-Expand-Label of RFC 8446 section 7.1, for lengths of one block. */
    private byte[] expand(byte[] key, String label, int length) {
        Octets info = new Octets()
                .u16(length)
                .sized(1, text -> text.ascii("tls13 " + label))
                .u8(0)
                .u8(1);
        return Arrays.copyOf(hmac(key, info.toBytes()), length);
    }

    private byte[] hmac(byte[] key, byte[] data) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any key fits HMAC", e);
        }
    }
}
