package io.wadi.flow;

import io.wadi.message.StoreHeaders;
import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Packet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code capture-aggregation}: aggregates the packets of a capture into flows before they go to Kafka. It
 * stores the size of a group in exchange properties, because every message would carry headers to Kafka.
 */
public final class CaptureAggregationStrategy implements AggregationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureAggregationStrategy.class);

    private final long windowSeconds;
    private final FlowCounters counters;
    private final AtomicBoolean faultLogged = new AtomicBoolean();
    private final TcpConversations conversations = new TcpConversations();

    /**
     * Creates a strategy.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     * @param counters counts the outcome of each group
     */
    public CaptureAggregationStrategy(long windowSeconds, FlowCounters counters) {
        this.windowSeconds = windowSeconds;
        this.counters = counters;
    }

    @Override
    public Exchange aggregate(Exchange group, Exchange incoming) {
        @SuppressWarnings("unchecked")
        List<Packet> packets = incoming.getMessage().getBody(List.class);
        FlowTable table = group == null
                ? new FlowTable(windowSeconds, conversations)
                : group.getMessage().getBody(FlowTable.class);
        packets.forEach(packet -> add(packet, table));
        Exchange result = group == null ? incoming : group;
        result.getMessage().setBody(table);
        result.setProperty(StoreHeaders.PACKETS, table.packets());
        result.setProperty(StoreHeaders.FLOWS, table.size());
        charge(result, group == null, table.heldBytes());
        return result;
    }

    /** A packet that makes the table throw is counted as failed; the other packets are not affected. */
    private void add(Packet packet, FlowTable table) {
        try {
            table.add(packet);
        } catch (RuntimeException e) {
            counters.failed(1);
            if (faultLogged.compareAndSet(false, true)) {
                LOG.warn(
                        "A packet cannot be added to its flow. Wadi only counts further ones, in "
                                + "wadi_flows_failed_packets_total",
                        e);
            }
        }
    }

    /**
     * The group outlives the batches that it consists of, so it has a memory charge of its own until it is published.
     */
    private static void charge(Exchange group, boolean isNew, long bytes) {
        MemoryCharge charge = charge(group);
        if (charge == null) {
            return;
        }
        if (isNew) {
            charge = charge.another();
            group.setProperty(MemoryCharge.PROPERTY, charge);
        }
        charge.set(bytes);
    }

    private static MemoryCharge charge(Exchange exchange) {
        return exchange.getProperty(MemoryCharge.PROPERTY, MemoryCharge.class);
    }

    @Override
    public void onCompletion(Exchange group) {
        FlowTable table = group.getMessage().getBody(FlowTable.class);
        long total = table.packets();
        MemoryCharge charge = charge(group);
        group.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange exchange) {
                exchange.getMessage().getBody(List.class).forEach(message -> count((FlowMessage) message));
                onDone(exchange);
            }

            @Override
            public void onFailure(Exchange exchange) {
                counters.failed(total);
                onDone(exchange);
            }

            @Override
            public void onDone(Exchange exchange) {
                if (charge != null) {
                    charge.release();
                }
            }
        });
    }

    private void count(FlowMessage message) {
        if (message.isRefused()) {
            counters.refused(message.probe(), message.packets());
        } else {
            counters.published(message.probe(), message.packets());
        }
    }
}
