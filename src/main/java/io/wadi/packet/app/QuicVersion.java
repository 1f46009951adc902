package io.wadi.packet.app;

import java.util.HexFormat;

/** The QUIC versions whose Initial packets can be decrypted, with the salt and labels of their keys. */
enum QuicVersion {
    /** RFC 9000, and drafts 33 and 34. */
    V1("38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
    /** RFC 9369, with other labels and packet types. */
    V2("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
    /** draft-ietf-quic-tls-29 to -32. */
    DRAFT_29("afbfec289993d24c9e9786f19c6111e04390a899"),
    /** draft-ietf-quic-tls-23 to -28, and mvfst's version of -27. */
    DRAFT_23("c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
    /** draft-ietf-quic-tls-22, and mvfst's version of it. */
    DRAFT_22("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a"),
    /** Google's Q050: QUIC Crypto in an Initial packet. */
    Q050("504574efd066fe2f9d945cfcdbd3a7f0d3b56b45"),
    /** Google's T050: TLS in an Initial packet. */
    T050("7ff579e5acd072915580304c43a2367c60488310"),
    /** Google's T051. */
    T051("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d");

    private static final int DRAFT_PREFIX = 0xff0000;
    private static final int MVFST_PREFIX = 0xfaceb0;

    private final byte[] salt;

    QuicVersion(String salt) {
        this.salt = HexFormat.of().parseHex(salt);
    }

    /** The version with this number in a long header, or null. */
    static QuicVersion of(int field) {
        return switch (field) {
            case 1 -> V1;
            case 0x6b3343cf -> V2;
            case 0x51303530 -> Q050;
            case 0x54303530 -> T050;
            case 0x54303531 -> T051;
            default -> ofPrefix(field >>> 8, field & 0xff);
        };
    }

    private static QuicVersion ofPrefix(int prefix, int number) {
        return switch (prefix) {
            case DRAFT_PREFIX -> ofDraft(number);
            case MVFST_PREFIX -> number == 1 ? DRAFT_22 : number < 0x20 ? DRAFT_23 : null;
            default -> null;
        };
    }

    private static QuicVersion ofDraft(int draft) {
        if (draft < 22 || draft > 34) {
            return null;
        }
        return draft == 22 ? DRAFT_22 : draft < 29 ? DRAFT_23 : draft < 33 ? DRAFT_29 : V1;
    }

    byte[] salt() {
        return salt;
    }

    /** The label of a key with this purpose: {@code key}, {@code iv} or {@code hp}. */
    String label(String purpose) {
        return (this == V2 ? "quicv2 " : "quic ") + purpose;
    }

    /** Whether the first byte of a long header marks an Initial packet. */
    boolean isInitial(int firstByte) {
        return kind(firstByte) == (this == V2 ? 1 : 0);
    }

    /** Whether the first byte of a long header marks a Retry packet, which has no length. */
    boolean isRetry(int firstByte) {
        return kind(firstByte) == (this == V2 ? 0 : 3);
    }

    private static int kind(int firstByte) {
        return firstByte >> 4 & 3;
    }
}
