package io.wadi.packet;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Mutates bytes as wires, disks and attackers do. The same random numbers give the same bytes. */
final class ByteMutator {

    /** How often a single bit or byte changes, to eight changes of other kinds. */
    private static final int COMMON_KINDS = 16;

    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, 0xfe, 0x40, 0x3f, 0xc0, 0x20};

    private final SplittableRandom random;

    ByteMutator(SplittableRandom random) {
        this.random = random;
    }

    /**
     * A mutated copy.
     *
     * @param seed what to start from; not empty
     * @param other where pieces may come from; not empty
     * @param head how many of the first bytes are hit as often as all the others
     * @param most how many changes at most
     */
    byte[] mutate(byte[] seed, byte[] other, int head, int most) {
        byte[] bytes = seed.clone();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            bytes = change(bytes, other, random.nextBoolean() ? Math.min(head, bytes.length) : bytes.length);
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private byte[] change(byte[] bytes, byte[] other, int within) {
        int at = random.nextInt(within);
        switch (random.nextInt(COMMON_KINDS + 8)) {
            case 0 -> paste(bytes, at, other);
            case 1 -> paste(bytes, at, bytes.clone());
            case 2 -> {
                return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? bytes.length + random.nextInt(64) : at);
            }
            case 3 -> {
                return cut(bytes, at);
            }
            case 4, 5 -> bytes[at] += (byte) (random.nextInt(9) - 4);
            case 6, 7 -> bytes[at] = (byte) random.nextInt(256);
            default -> common(bytes, at);
        }
        return bytes;
    }

    private void common(byte[] bytes, int at) {
        if (random.nextBoolean()) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        } else {
            bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
        }
    }

    private void paste(byte[] bytes, int at, byte[] from) {
        int start = random.nextInt(from.length);
        int length = Math.min(1 + random.nextInt(64), Math.min(from.length - start, bytes.length - at));
        System.arraycopy(from, start, bytes, at, length);
    }

    private byte[] cut(byte[] bytes, int at) {
        int length = Math.min(1 + random.nextInt(32), bytes.length - at);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
        return shorter;
    }
}
