package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;

/**
 * The record layer of TLS (RFC 8446 section 5.1). Joins the contents of consecutive handshake records, because a
 * message may be split at any byte. Reused; not thread-safe.
 */
final class TlsRecords {

    static final int HEADER = 5;
    static final int HANDSHAKE = 22;
    private static final int LONGEST = 16384 + 2048;

    private final Bytes handshake = new Bytes();
    private byte[] joined = new byte[0];

    /** Whether there is a record header at this position. */
    static boolean isRecord(Bytes payload, int at) {
        if (!payload.has(at, HEADER) || payload.u8(at + 1) != 3 || payload.u8(at + 2) > 4) {
            return false;
        }
        int length = payload.u16(at + 3);
        return length > 0 && length <= LONGEST;
    }

    /** Whether the bytes from this position do not contradict a record header, as far as they go. */
    static boolean mayStart(Bytes payload, int at) {
        if (payload.has(at, HEADER)) {
            return isRecord(payload, at);
        }
        return (!payload.has(at + 1, 1) || payload.u8(at + 1) == 3)
                && (!payload.has(at + 2, 1) || payload.u8(at + 2) <= 4);
    }

    /**
     * Joins handshake records from this position on, if the first byte of their contents is {@code type}; the result is
     * {@link #handshake}.
     *
     * @return whether the bytes end in or after such a record, so more can follow
     */
    boolean join(Bytes payload, int from, int type) {
        int content = from + HEADER;
        int first = payload.has(from, HEADER) ? payload.u16(from + 3) : 0;
        if (payload.length() <= content + first || payload.u8(content) != type) {
            int rest = Math.max(0, payload.length() - content);
            handshake.set(payload, payload.length() - rest, rest);
            return true;
        }
        if (joined.length < payload.length()) {
            joined = Arrays.copyOf(joined, Math.max(4096, payload.length()));
        }
        return joinSeveral(payload, from);
    }

    private boolean joinSeveral(Bytes payload, int from) {
        int length = 0;
        int at = from;
        while (isRecord(payload, at) && payload.u8(at) == HANDSHAKE) {
            int content = Math.min(payload.u16(at + 3), payload.length() - at - HEADER);
            payload.copy(at + HEADER, joined, length, content);
            length += content;
            at += HEADER + payload.u16(at + 3);
        }
        handshake.set(joined, 0, length);
        return at >= payload.length()
                || payload.u8(at) == HANDSHAKE && !payload.has(at, HEADER) && mayStart(payload, at);
    }

    /** The joined bytes; valid until the next call. */
    Bytes handshake() {
        return handshake;
    }
}
