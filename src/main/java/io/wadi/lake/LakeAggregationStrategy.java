package io.wadi.lake;

import io.wadi.message.PacketAggregationStrategy;
import io.wadi.message.ReadBatch;
import io.wadi.message.StoreMemory;

/**
 * The beans {@code lake-aggregation} and {@code lake-flow-aggregation}: encode the packets or flows of a partition for one
 * commit.
 */
public final class LakeAggregationStrategy extends PacketAggregationStrategy<ReadBatch> {

    /** A strategy for a table, which charges its batches. */
    public LakeAggregationStrategy(StoreMemory memory, LakeContent content, LakeEncoders encoders) {
        super(ReadBatch.class, () -> new LakeBatch<>(LakeSchema.of(content), encoders), memory);
    }
}
