package io.wadi.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wadi.flow.FlowCounters;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.PcapSource;
import io.wadi.store.StoreLag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * The bean {@code capture-health}: the state of this process's captures, and the lag of all stores. It sends no
 * queries: the lag is the last result of {@link StoreLag}. Thread-safe.
 */
public final class CaptureHealth {

    /** The only capture that aggregates packets after their exchanges have ended. */
    private static final String ADDING_UP = "capture-flows";

    /**
     * One capture. The equations: received = decoded + skipped + excluded + rejected, and decoded = published + refused
     * + failed + queued.
     *
     * @param route id of its route
     * @param status Camel's status of that route
     * @param sources the interface, or the number of files
     * @param problem why a source does not work, or null
     * @param received frames taken from libpcap, without dropped ones
     * @param skippedKinds the skipped frames by what they carry, the most frequent first
     * @param excluded excluded packets of Wadi's own connections
     * @param published packets that Kafka has acknowledged, alone or in flows
     * @param refused packets that Kafka refused permanently, alone or in flows
     * @param failed packets of batches that failed on their way to Kafka, alone or in flows
     * @param queueDropped frames refused because the queue was full
     * @param kernelDropped frames dropped by the kernel
     * @param interfaceDropped frames dropped by the interface
     * @param queued packets on their way to Kafka, or in an aggregation of flows
     */
    public record Capture(
            String route,
            String status,
            String sources,
            String problem,
            long received,
            long receivedBytes,
            long decoded,
            long skipped,
            Map<String, Long> skippedKinds,
            long excluded,
            long rejected,
            long published,
            long refused,
            long failed,
            long queueDropped,
            long kernelDropped,
            long interfaceDropped,
            long queued) {

        /** Readable packets that will never be in Kafka: refused, failed or dropped. */
        @JsonProperty
        public long lost() {
            return refused + failed + queueDropped + kernelDropped + interfaceDropped;
        }
    }

    /**
     * The state of this process.
     *
     * @param captures its captures; empty if it runs none
     * @param lag messages that each store has not stored yet; empty if this process does not measure it
     */
    public record Health(List<Capture> captures, Map<String, Long> lag) {}

    /** Reads the current state. */
    public Health read(CamelContext context) {
        List<Capture> captures = context.getRoutes().stream()
                .filter(route -> route.getConsumer() instanceof PcapConsumer)
                .map(CaptureHealth::capture)
                .toList();
        StoreLag lag = context.getRegistry().findSingleByType(StoreLag.class);
        return new Health(captures, lag == null ? Map.of() : lag.byConsumer());
    }

    private static Capture capture(Route route) {
        PcapConsumer consumer = (PcapConsumer) route.getConsumer();
        PcapCounters counters = consumer.counters();
        // Read first, so that no packet is counted as published that is not counted as decoded.
        Ended ended = Ended.of(route, counters);
        long decoded = counters.decoded();
        return new Capture(
                route.getRouteId(),
                route.getCamelContext()
                        .getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .name(),
                names(consumer.sources()),
                problem(consumer.sources()),
                counters.received(),
                counters.receivedBytes(),
                decoded,
                counters.skipped(),
                counters.skippedKinds().byName(),
                counters.excluded(),
                counters.rejected(),
                ended.published,
                ended.refused,
                ended.failed,
                counters.queueDropped(),
                counters.kernelDropped(),
                counters.interfaceDropped(),
                decoded - ended.sum());
    }

    /** Packets with a final outcome. */
    private record Ended(long published, long refused, long failed) {

        static Ended of(Route route, PcapCounters counters) {
            FlowCounters flows = route.getRouteId().equals(ADDING_UP)
                    ? route.getCamelContext().getRegistry().findSingleByType(FlowCounters.class)
                    : null;
            return flows == null
                    ? new Ended(counters.delivered(), counters.refused(), counters.failed())
                    : new Ended(
                            flows.getPublishedPackets(),
                            flows.getRefusedPackets() + counters.refused(),
                            flows.getFailedPackets() + counters.failed());
        }

        long sum() {
            return published + refused + failed;
        }
    }

    private static String names(List<PcapSource> sources) {
        return sources.size() == 1 ? sources.get(0).probe() : sources.size() + " files";
    }

    private static String problem(List<PcapSource> sources) {
        return sources.stream()
                .map(PcapSource::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
