package io.wadi.packet;

/**
 * Bytes of heap that one batch on its way from a capture to Kafka's acknowledgement holds. The capture puts it on the
 * batch's exchange as property {@link #PROPERTY}; a step that replaces the batch's body by something of another size
 * says so. Thread-safe.
 */
public interface MemoryCharge {

    /** The exchange property that holds the charge; absent where the exchange does not come from a capture. */
    String PROPERTY = "WadiMemoryCharge";

    /** Sets how many bytes are held now. Never waits: whoever brings the next batch does. */
    void set(long bytes);

    /** Opens a second charge, at zero, on the same budget for what outlives this batch. Its owner releases it. */
    MemoryCharge another();

    /** Nothing is held any more; further calls do nothing. */
    void release();
}
