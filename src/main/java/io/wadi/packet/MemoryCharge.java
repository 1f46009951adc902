package io.wadi.packet;

/**
 * Heap bytes of one batch on its way from a capture to Kafka's acknowledgement. The capture puts the charge on the
 * batch's exchange as property {@link #PROPERTY}. A step that replaces the body by one of another size must set the new
 * size. Thread-safe.
 */
public interface MemoryCharge {

    /** The exchange property with the charge; absent if the exchange does not come from a capture. */
    String PROPERTY = "WadiMemoryCharge";

    /** Sets the number of bytes. Never waits; only the next batch waits. */
    void set(long bytes);

    /**
     * Opens a second charge of zero bytes in the same budget, for data that outlives this batch. Its owner releases it.
     */
    MemoryCharge another();

    /** Frees all bytes; further calls have no effect. */
    void release();
}
