package io.wadi.lake;

import java.util.Arrays;

/**
 * A set of locations in eight bytes each: a hash of 64 bits. It may say that it has a location that was never added, but
 * never the reverse.
 */
final class HashedLocations {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long[] hashes = new long[1_024];
    private int size;
    private boolean isSorted = true;

    void add(String location) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size + size / 2);
        }
        hashes[size++] = hash(location);
        isSorted = false;
    }

    boolean has(String location) {
        if (!isSorted) {
            Arrays.sort(hashes, 0, size);
            isSorted = true;
        }
        return Arrays.binarySearch(hashes, 0, size, hash(location)) >= 0;
    }

    /** FNV-1a, of characters instead of bytes. */
    private static long hash(String location) {
        long hash = OFFSET;
        for (int i = 0; i < location.length(); i++) {
            hash = (hash ^ location.charAt(i)) * PRIME;
        }
        return hash;
    }
}
