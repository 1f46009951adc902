package io.wadi.store;

import io.wadi.message.FailedGroup;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * The bean {@code traffic-aggregation}: collects the packets of a partition for one statement. If a batch does not
 * follow the previous one (the consumer has returned to the stored offset), the group starts again.
 */
public final class TrafficAggregationStrategy implements AggregationStrategy {

    private final StoreMemory memory;

    /** A strategy that charges its batches. */
    public TrafficAggregationStrategy(StoreMemory memory) {
        this.memory = memory;
    }

    @Override
    public Exchange aggregate(Exchange group, Exchange incoming) {
        PacketBatch batch = incoming.getMessage().getBody(PacketBatch.class);
        TrafficBatch traffic = group == null ? null : group.getMessage().getBody(TrafficBatch.class);
        if (traffic == null || !traffic.range().isFollowedBy(batch.range())) {
            traffic = new TrafficBatch();
        }
        Exchange result = group == null ? incoming : group;
        OffsetRange before = traffic.range();
        try {
            traffic.add(batch);
        } catch (RuntimeException e) {
            return FailedGroup.of(result, before, batch, e);
        }
        result.getMessage().setBody(traffic);
        result.getMessage().setHeader(StoreHeaders.RANGE, traffic.range());
        result.getMessage().setHeader(StoreHeaders.PACKETS, traffic.packets());
        result.getMessage().setHeader(StoreHeaders.READ, traffic.packets());
        boolean full = memory.hold(result, traffic.heldBytes());
        result.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, full || batch.alone());
        return result;
    }

    @Override
    public void onCompletion(Exchange group) {
        memory.releaseAfter(group);
    }
}
