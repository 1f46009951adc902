package io.wadi.sample;

/**
 * A sequence of packets between two endpoints. There is one small class per kind. It keeps only what it needs for the
 * next packets.
 */
interface Conversation {

    /** Result of {@link #next} for the last packet. */
    long DONE = -1;

    /**
     * Writes the next packet.
     *
     * @param frame receives headers and payload; the caller finishes it
     * @return nanoseconds until the next packet, or {@link #DONE}
     */
    long next(FrameWriter frame);
}
