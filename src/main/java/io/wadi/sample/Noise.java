package io.wadi.sample;

/**
 * Bytes that look encrypted, copied from one random page. The bytes at a position depend only on the stream's key and
 * the position, so a retransmitted segment has the same bytes.
 */
final class Noise {

    private static final int PAGE = 1 << 16;
    private static final int LONGEST = 2048;
    private static final byte[] BYTES = new Dice(0x77616469).bytes(PAGE + LONGEST);

    private Noise() {}

    /** Appends {@code count} (0–2048) bytes of the stream {@code key} from {@code position}. */
    static void write(Octets out, int key, int position, int count) {
        out.bytes(BYTES, key + position & PAGE - 1, count);
    }
}
