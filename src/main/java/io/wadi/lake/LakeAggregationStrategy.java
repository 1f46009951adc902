package io.wadi.lake;

import io.wadi.message.PacketAggregationStrategy;
import io.wadi.message.StoreMemory;

/** The bean {@code lake-aggregation}: encodes the packets of a partition for one commit. */
public final class LakeAggregationStrategy extends PacketAggregationStrategy<LakeBatch> {

    /** A strategy that charges its batches. */
    public LakeAggregationStrategy(StoreMemory memory) {
        super(LakeBatch.class, LakeBatch::new, memory);
    }
}
