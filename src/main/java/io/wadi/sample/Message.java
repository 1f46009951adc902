package io.wadi.sample;

/**
 * What one side of a TCP conversation says before the other one answers or it goes on.
 *
 * @param fromClient which side says it
 * @param delayNanos how long it waits before it says it; a round trip comes on top where the server answers
 * @param head the bytes it begins with
 * @param length bytes in all, at least those of the head; the rest looks encrypted
 */
record Message(boolean fromClient, long delayNanos, byte[] head, int length) {

    /** A message that is known byte for byte. */
    static Message exactly(boolean fromClient, long delayNanos, byte[] bytes) {
        return new Message(fromClient, delayNanos, bytes, bytes.length);
    }
}
