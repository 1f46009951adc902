package io.wadi.store;

import io.wadi.message.PacketAggregationStrategy;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;

/** The bean {@code traffic-aggregation}: collects the packets of a partition for one statement. */
public final class TrafficAggregationStrategy extends PacketAggregationStrategy<PacketBatch> {

    /** A strategy that charges its batches. */
    public TrafficAggregationStrategy(StoreMemory memory) {
        super(PacketBatch.class, TrafficBatch::new, memory);
    }
}
