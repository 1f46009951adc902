package io.wadi.lake;

import io.wadi.message.FailedGroup;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * The bean {@code lake-aggregation}: encodes the packets of a partition for one commit. If a batch does not follow the
 * previous one (the consumer has returned to the stored offset), the group starts again.
 */
public final class LakeAggregationStrategy implements AggregationStrategy {

    private final StoreMemory memory;

    /** A strategy that charges its batches. */
    public LakeAggregationStrategy(StoreMemory memory) {
        this.memory = memory;
    }

    @Override
    public Exchange aggregate(Exchange group, Exchange incoming) {
        PacketBatch batch = incoming.getMessage().getBody(PacketBatch.class);
        LakeBatch lake = group == null ? null : group.getMessage().getBody(LakeBatch.class);
        if (lake == null || !lake.range().isFollowedBy(batch.range())) {
            lake = new LakeBatch();
        }
        Exchange result = group == null ? incoming : group;
        OffsetRange before = lake.range();
        try {
            lake.add(batch);
        } catch (RuntimeException e) {
            return FailedGroup.of(result, before, batch, e);
        }
        result.getMessage().setBody(lake);
        result.getMessage().setHeader(StoreHeaders.RANGE, lake.range());
        result.getMessage().setHeader(StoreHeaders.PACKETS, lake.packets());
        result.getMessage().setHeader(StoreHeaders.READ, lake.packets());
        boolean full = memory.hold(result, lake.heldBytes());
        result.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, full || batch.alone());
        return result;
    }

    @Override
    public void onCompletion(Exchange group) {
        memory.releaseAfter(group);
    }
}
