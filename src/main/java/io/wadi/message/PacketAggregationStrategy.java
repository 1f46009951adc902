package io.wadi.message;

import java.util.function.Supplier;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Collects the packets of a partition for one write of a store. If a batch does not follow the previous one (the consumer
 * has returned to the stored offset), the group starts again.
 *
 * @param <B> the batches
 */
public abstract class PacketAggregationStrategy<B extends ReadBatch> implements AggregationStrategy {

    private final Class<B> type;
    private final Supplier<? extends PacketGroup<B>> empty;
    private final StoreMemory memory;

    /**
     * Creates a strategy that charges its groups.
     *
     * @param type class of the batches
     * @param empty creates a group
     */
    protected PacketAggregationStrategy(Class<B> type, Supplier<? extends PacketGroup<B>> empty, StoreMemory memory) {
        this.type = type;
        this.empty = empty;
        this.memory = memory;
    }

    @Override
    public final Exchange aggregate(Exchange group, Exchange incoming) {
        B batch = incoming.getMessage().getBody(type);
        PacketGroup<B> packets = group == null ? null : body(group);
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
        result.getMessage().setHeader(StoreHeaders.READ, packets.read());
        batch.attempt().noteAt(result);
        boolean full = memory.hold(result, packets.heldBytes());
        result.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, full || batch.alone());
        return result;
    }

    /** The group of an exchange that this strategy has returned. */
    @SuppressWarnings("unchecked")
    private PacketGroup<B> body(Exchange group) {
        return (PacketGroup<B>) group.getMessage().getBody();
    }

    @Override
    public final void onCompletion(Exchange group) {
        memory.releaseAfter(group);
    }
}
