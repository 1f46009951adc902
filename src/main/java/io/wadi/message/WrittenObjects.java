package io.wadi.message;

/**
 * Holds what JSON objects of messages stand for, found by their bytes, for objects that many messages have in common. Bounded;
 * not thread-safe.
 *
 * @param <T> what an object stands for
 */
public final class WrittenObjects<T> {

    private static final int MOST = 1_024;

    /** Longer objects are not kept, so that forged messages cannot fill the heap. */
    private static final int MOST_BYTES = 512;

    private final WrittenTexts<T> objects = new WrittenTexts<>(MOST, text -> null);

    /** What the object in a part of an array stands for; null if it is not known. */
    T find(byte[] bytes, int from, int to) {
        return canBeKept(from, to) ? objects.find(bytes, from, to, hash(bytes, from, to)) : null;
    }

    /** Keeps what an object stands for, unless it is too long. */
    void keep(byte[] bytes, int from, int to, T value) {
        if (canBeKept(from, to)) {
            objects.keep(bytes, from, to, hash(bytes, from, to), value);
        }
    }

    private static boolean canBeKept(int from, int to) {
        return from < to && to - from <= MOST_BYTES;
    }

    /** The bytes beyond the last eight count too: they are the same for the same object at the end of a message. */
    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i += Long.BYTES) {
            hash = EightBytes.mix(hash, EightBytes.at(bytes, i));
        }
        return hash;
    }
}
