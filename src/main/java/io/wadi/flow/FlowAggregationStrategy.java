package io.wadi.flow;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.FailedGroup;
import io.wadi.message.OffsetRange;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code flow-aggregation}: aggregates the packets of a partition, or its flow records, into flows. If a
 * batch does not follow the previous one (the consumer has returned to the stored offset), the group starts again,
 * so no packet counts twice.
 */
public final class FlowAggregationStrategy implements AggregationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(FlowAggregationStrategy.class);

    private final long windowSeconds;
    private final StoreMemory memory;
    private final TcpConversations conversations = new TcpConversations();

    /**
     * Creates a strategy.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     * @param memory is charged for the batches
     */
    public FlowAggregationStrategy(long windowSeconds, StoreMemory memory) {
        this.windowSeconds = windowSeconds;
        this.memory = memory;
    }

    @Override
    public Exchange aggregate(Exchange group, Exchange incoming) {
        EnrichedBatch batch = EnrichedBatch.of(incoming.getMessage().getBody());
        FlowBatch flows = group == null ? null : group.getMessage().getBody(FlowBatch.class);
        if (flows == null || !flows.range().isFollowedBy(batch.batch().range())) {
            if (flows != null) {
                LOG.info(
                        "{} does not follow {}: the aggregation starts again",
                        batch.batch().range(),
                        flows.range());
            }
            flows = new FlowBatch(windowSeconds, conversations);
        }
        Exchange result = group == null ? incoming : group;
        OffsetRange before = flows.range();
        try {
            flows.add(batch);
        } catch (RuntimeException e) {
            return FailedGroup.of(result, before, batch.batch(), e);
        }
        result.getMessage().setBody(flows);
        result.getMessage().setHeader(StoreHeaders.RANGE, flows.range());
        result.getMessage().setHeader(StoreHeaders.PACKETS, flows.packets());
        result.getMessage().setHeader(StoreHeaders.READ, flows.read());
        result.getMessage().setHeader(StoreHeaders.FLOWS, flows.size());
        batch.batch().attempt().noteAt(result);
        boolean full = memory.hold(result, flows.heldBytes());
        result.setProperty(
                Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP,
                full || batch.batch().alone());
        return result;
    }

    @Override
    public void onCompletion(Exchange group) {
        memory.releaseAfter(group);
    }
}
