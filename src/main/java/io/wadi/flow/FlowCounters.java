package io.wadi.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/**
 * The bean {@code flow-counters}: outcomes of the packets that a probe aggregates. The equation: captured packets =
 * published + refused + failed + those in an aggregation or in flight. Thread-safe.
 */
@ManagedResource(description = "Flows that this process aggregated and published")
public final class FlowCounters implements MeterBinder {

    private final Map<String, LongAdder> published = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder flows = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void published(String probe, long packets) {
        published.computeIfAbsent(probe, key -> new LongAdder()).add(packets);
        // A message that only adds names belongs to a flow that another message has counted.
        flows.add(packets > 0 ? 1 : 0);
    }

    void refused(String probe, long packets) {
        refused.computeIfAbsent(probe, key -> new LongAdder()).add(packets);
    }

    void failed(long packets) {
        failed.add(packets);
    }

    /** Packets of a probe in flow messages that Kafka has acknowledged. */
    public long published(String probe) {
        return sum(published, probe);
    }

    /** Packets of a probe in flow messages that Kafka has refused permanently. */
    public long refused(String probe) {
        return sum(refused, probe);
    }

    private static long sum(Map<String, LongAdder> counts, String probe) {
        LongAdder packets = counts.get(probe);
        return packets == null ? 0 : packets.sum();
    }

    /** Packets of all probes in flow messages that Kafka has acknowledged. */
    @ManagedAttribute(description = "Packets in the flow messages that Kafka has acknowledged")
    public long getPublishedPackets() {
        return published.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Packets of all probes in flow messages that Kafka has refused permanently. */
    @ManagedAttribute(description = "Packets in the flow messages that Kafka refused permanently")
    public long getRefusedPackets() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Published flows; a flow that continues counts again with each batch. */
    @ManagedAttribute(description = "Flows published; a flow counts once per batch")
    public long getPublishedFlows() {
        return flows.sum();
    }

    /** Packets of flows that could not be aggregated or published. */
    @ManagedAttribute(description = "Packets of flows that could not be aggregated or published")
    public long getFailedPackets() {
        return failed.sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this)
                .counter(
                        "wadi.flows.published.packets",
                        "Packets in the flow messages that Kafka has acknowledged",
                        FlowCounters::getPublishedPackets)
                .counter(
                        "wadi.flows.published",
                        "Flows published; a flow counts once per batch",
                        FlowCounters::getPublishedFlows)
                .counter(
                        "wadi.flows.refused.packets",
                        "Packets in the flow messages that Kafka refused permanently",
                        FlowCounters::getRefusedPackets)
                .counter(
                        "wadi.flows.failed.packets",
                        "Packets of flows that could not be aggregated or published",
                        FlowCounters::getFailedPackets);
    }
}
