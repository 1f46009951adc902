package io.wadi.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Packets in letters, as the first 64 bits of SHA-256 of their bytes and of the place of their message. Among ten million, two
 * are the same by chance once in 300,000 replays. Not thread-safe.
 */
final class Digests {

    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest sha;
    private long[] slots = new long[FIRST_SLOTS];
    private int used;

    Digests() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Adds the packet of a message, the how-manieth one with these bytes in its letter; returns whether it is new. */
    boolean add(String topic, int partition, long offset, int occurrence, byte[] packet) {
        if (2 * used >= slots.length) {
            grow();
        }
        sha.update(topic.getBytes(StandardCharsets.UTF_8));
        ByteBuffer place = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + Integer.BYTES);
        sha.update(place.putInt(partition).putLong(offset).putInt(occurrence).array());
        boolean isNew = put(slots, ByteBuffer.wrap(sha.digest(packet)).getLong());
        used += isNew ? 1 : 0;
        return isNew;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (long digest : slots) {
            if (digest != 0) {
                put(larger, digest);
            }
        }
        slots = larger;
    }

    /** A free slot is 0. */
    private static boolean put(long[] slots, long digest) {
        long value = digest == 0 ? 1 : digest;
        int slot = (int) value & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 & slots.length - 1;
        }
        boolean isFree = slots[slot] == 0;
        slots[slot] = value;
        return isFree;
    }

    /** Heap size, also while it grows next. */
    long bytes() {
        return 3L * Long.BYTES * slots.length;
    }
}
