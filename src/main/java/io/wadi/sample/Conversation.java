package io.wadi.sample;

/**
 * Something said on the network: its packets, one after another. One small class a kind; each keeps what it needs to
 * know what comes next, and nothing of what has been.
 */
interface Conversation {

    /** What {@link #next} returns after the last packet. */
    long DONE = -1;

    /**
     * Writes the next packet.
     *
     * @param frame where to write it, headers and payload; the caller finishes it
     * @return nanoseconds until the packet that follows, or {@link #DONE}
     */
    long next(FrameWriter frame);
}
