package io.wadi.pcap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.wadi.metrics.Meters;
import io.wadi.packet.Outcome;
import io.wadi.packet.SkippedKinds;
import io.wadi.packet.app.SplitMessageCounts;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Registers a capture's counters in Micrometer, with the route's id as tag {@code route}, and removes them on close. A
 * meter that stays would hide the meters of a later capture in the same route.
 */
final class PcapMeters implements AutoCloseable {

    private final Meters<PcapCounters> frames;
    private final Meters<PcapConsumer> heap;
    private final SkippedKinds skippedKinds;

    /** The meters of a consumer in the registry of its application; null if there is no registry. */
    static PcapMeters of(PcapConsumer consumer) {
        MeterRegistry registry =
                consumer.getEndpoint().getCamelContext().getRegistry().findSingleByType(MeterRegistry.class);
        return registry == null ? null : new PcapMeters(registry, consumer);
    }

    private PcapMeters(MeterRegistry registry, PcapConsumer consumer) {
        String route = consumer.getRouteId() == null ? "none" : consumer.getRouteId();
        frames = Meters.of(registry, consumer.counters(), "route", route);
        heap = Meters.of(registry, consumer, "route", route);
        skippedKinds = consumer.counters().skippedKinds();
        addFrames();
        addPackets();
        addSplitMessages();
        addHeap();
        skipped(SkippedKinds.OTHER);
        skippedKinds.onNew(this::skipped);
    }

    private void addFrames() {
        frames.counter("wadi.capture.received", "Frames received from libpcap", PcapCounters::received)
                .counter("wadi.capture.decoded", "Frames that became packets", PcapCounters::decoded)
                .counter("wadi.capture.skipped", "Frames that are not IP", PcapCounters::skipped);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isRejected()) {
                rejected(outcome);
            }
        }
        dropped("queue", PcapCounters::queueDropped);
        dropped("kernel", PcapCounters::kernelDropped);
        dropped("interface", PcapCounters::interfaceDropped);
    }

    private void addPackets() {
        frames.counter(
                        "wadi.capture.excluded",
                        "Packets that option exclude removes: Wadi's own traffic",
                        PcapCounters::excluded)
                .counter(
                        "wadi.capture.decoder.failures",
                        "Packets whose application decoder failed; they keep their transport's name",
                        PcapCounters::applicationFailures)
                .counter("wadi.capture.delivered", "Packets that the route delivered", PcapCounters::delivered)
                .counter("wadi.capture.refused", "Packets that Kafka refused permanently", PcapCounters::refused)
                .counter("wadi.capture.failed", "Packets of failed exchanges", PcapCounters::failed);
        frames.with("reason", "length")
                .counter(
                        "wadi.capture.corrected",
                        "Packets whose IP header states more bytes than the frame has; the frame limits their size",
                        PcapCounters::overlong);
        fragments("joined", PcapCounters::fragmentsJoined);
        fragments("alone", PcapCounters::fragmentsAlone);
    }

    private void addSplitMessages() {
        frames.counter(
                "wadi.capture.split.messages",
                "TLS and DTLS hellos, HTTP requests and DNS messages in several packets, and fragmented packets of TCP and UDP",
                counters -> counters.splitMessages().begun());
        split("complete", SplitMessageCounts::complete);
        split("too-long", SplitMessageCounts::tooLong);
        split("displaced", SplitMessageCounts::displaced);
        split("over-budget", SplitMessageCounts::overBudget);
        split("restarted", SplitMessageCounts::restarted);
        split("broken", SplitMessageCounts::broken);
    }

    private void split(String outcome, ToLongFunction<SplitMessageCounts> value) {
        frames.with("outcome", outcome)
                .counter(
                        "wadi.capture.split.ended",
                        "Messages of several packets that ended: complete, or given up for the reason in outcome",
                        counters -> value.applyAsLong(counters.splitMessages()));
    }

    private void addHeap() {
        heap.gauge(
                        "wadi.capture.held",
                        "Heap that packets between the capture and Kafka use",
                        BaseUnits.BYTES,
                        PcapConsumer::getHeldBytes)
                .gauge(
                        "wadi.capture.held.limit",
                        "Limit of that heap",
                        BaseUnits.BYTES,
                        PcapConsumer::getHeldBytesLimit);
    }

    private synchronized void skipped(String kind) {
        frames.with("kind", kind)
                .counter(
                        "wadi.capture.skipped.kinds",
                        "Frames that are not IP, by what they carry",
                        counters -> counters.skippedKinds().count(kind));
    }

    private void rejected(Outcome outcome) {
        frames.with("reason", outcome.label())
                .counter(
                        "wadi.capture.rejected",
                        "Frames that could not be decoded, by reason",
                        counters -> counters.count(outcome));
    }

    private void fragments(String flow, ToDoubleFunction<PcapCounters> value) {
        frames.with("flow", flow)
                .counter(
                        "wadi.capture.fragments",
                        "Packets that are later fragments: joined to the flow of their first fragment, or alone",
                        value);
    }

    private void dropped(String where, ToDoubleFunction<PcapCounters> value) {
        frames.with("where", where).counter("wadi.capture.dropped", "Frames lost before the route, by place", value);
    }

    @Override
    public synchronized void close() {
        skippedKinds.onNew(kind -> {});
        frames.close();
        heap.close();
    }
}
