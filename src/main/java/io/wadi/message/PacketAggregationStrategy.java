package io.wadi.message;

import java.util.function.Supplier;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Collects the packets of a partition for one write of a store. If a batch does not follow the previous one (the consumer
 * has returned to the stored offset), the group starts again.
 *
 * @param <G> what the store writes
 */
public abstract class PacketAggregationStrategy<G extends PacketGroup> implements AggregationStrategy {

    private final Class<G> type;
    private final Supplier<G> empty;
    private final StoreMemory memory;

    /**
     * Creates a strategy that charges its groups.
     *
     * @param type class of the groups
     * @param empty creates a group
     */
    protected PacketAggregationStrategy(Class<G> type, Supplier<G> empty, StoreMemory memory) {
        this.type = type;
        this.empty = empty;
        this.memory = memory;
    }

    @Override
    public final Exchange aggregate(Exchange group, Exchange incoming) {
        PacketBatch batch = incoming.getMessage().getBody(PacketBatch.class);
        G packets = group == null ? null : group.getMessage().getBody(type);
        if (packets == null || !packets.range().isFollowedBy(batch.range())) {
            packets = empty.get();
        }
        Exchange result = group == null ? incoming : group;
        OffsetRange before = packets.range();
        try {
            packets.add(batch);
        } catch (RuntimeException e) {
            return FailedGroup.of(result, before, batch, e);
        }
        result.getMessage().setBody(packets);
        result.getMessage().setHeader(StoreHeaders.RANGE, packets.range());
        result.getMessage().setHeader(StoreHeaders.PACKETS, packets.packets());
        result.getMessage().setHeader(StoreHeaders.READ, packets.packets());
        boolean full = memory.hold(result, packets.heldBytes());
        result.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, full || batch.alone());
        return result;
    }

    @Override
    public final void onCompletion(Exchange group) {
        memory.releaseAfter(group);
    }
}
