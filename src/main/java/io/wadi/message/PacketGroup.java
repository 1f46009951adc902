package io.wadi.message;

/** The packets of one offset range of a partition, which a store writes together. Grows by batches. Not thread-safe. */
public interface PacketGroup {

    /** Adds the batch that follows. */
    void add(PacketBatch batch);

    /** The offset range of the packets; null before the first batch. */
    OffsetRange range();

    /** Number of packets. */
    long packets();

    /** Heap that the group uses, in bytes; an estimate. */
    long heldBytes();
}
