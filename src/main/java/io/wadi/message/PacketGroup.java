package io.wadi.message;

/**
 * The packets, or the flows that count them, of one offset range of a partition, which a store writes together. Grows by
 * batches. Not thread-safe.
 *
 * @param <B> the batches
 */
public interface PacketGroup<B extends ReadBatch> {

    /** Adds the batch that follows. */
    void add(B batch);

    /** The offset range of the messages; null before the first batch. */
    OffsetRange range();

    /** Number of readable messages. */
    long read();

    /** Number of packets that they count. */
    long packets();

    /** Heap that the group uses, in bytes; an estimate. */
    long heldBytes();
}
