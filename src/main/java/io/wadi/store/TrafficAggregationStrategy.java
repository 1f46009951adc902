package io.wadi.store;

import io.wadi.message.PacketAggregationStrategy;
import io.wadi.message.StoreMemory;

/** The bean {@code traffic-aggregation}: collects the packets of a partition for one statement. */
public final class TrafficAggregationStrategy extends PacketAggregationStrategy<TrafficBatch> {

    /** A strategy that charges its batches. */
    public TrafficAggregationStrategy(StoreMemory memory) {
        super(TrafficBatch.class, TrafficBatch::new, memory);
    }
}
