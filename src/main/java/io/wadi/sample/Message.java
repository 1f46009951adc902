package io.wadi.sample;

/**
 * What one side of a TCP connection sends before the other side answers or it sends again.
 *
 * @param fromClient whether the client sends it
 * @param delayNanos delay before it is sent; if the server answers, a round trip is added
 * @param head first bytes of the message
 * @param length length in bytes, at least that of the head; the rest looks encrypted
 */
record Message(boolean fromClient, long delayNanos, byte[] head, int length) {

    /** A message with exactly these bytes. */
    static Message exactly(boolean fromClient, long delayNanos, byte[] bytes) {
        return new Message(fromClient, delayNanos, bytes, bytes.length);
    }
}
