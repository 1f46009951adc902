package io.wadi.pcap;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.wadi.packet.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Registers a capture's counters in Micrometer, with the route's id as tag {@code route}, and removes them on close. A
 * meter that stays would hide the meters of a later capture in the same route.
 */
final class PcapMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final PcapCounters counters;
    private final Tags route;
    private final List<Meter> meters = new ArrayList<>();

    PcapMeters(MeterRegistry registry, PcapConsumer consumer) {
        this.registry = registry;
        counters = consumer.counters();
        route = Tags.of("route", consumer.getRouteId() == null ? "none" : consumer.getRouteId());
        add("wadi.capture.received", "Frames received from libpcap", route, PcapCounters::received);
        add("wadi.capture.decoded", "Frames that became packets", route, PcapCounters::decoded);
        add("wadi.capture.skipped", "Frames that are not IP", route, PcapCounters::skipped);
        add(
                "wadi.capture.excluded",
                "Packets that option exclude removes: Wadi's own traffic",
                route,
                PcapCounters::excluded);
        fragments("joined", PcapCounters::fragmentsJoined);
        fragments("alone", PcapCounters::fragmentsAlone);
        add(
                "wadi.capture.decoder.failures",
                "Packets whose application decoder failed; they keep their transport's name",
                route,
                PcapCounters::applicationFailures);
        add("wadi.capture.delivered", "Packets that the route delivered", route, PcapCounters::delivered);
        add("wadi.capture.refused", "Packets that Kafka refused permanently", route, PcapCounters::refused);
        add("wadi.capture.failed", "Packets of failed exchanges", route, PcapCounters::failed);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isRejected()) {
                rejected(outcome);
            }
        }
        dropped("queue", PcapCounters::queueDropped);
        dropped("kernel", PcapCounters::kernelDropped);
        dropped("interface", PcapCounters::interfaceDropped);
        held(
                "wadi.capture.held",
                "Heap that packets between the capture and Kafka use",
                consumer,
                PcapConsumer::getHeldBytes);
        held("wadi.capture.held.limit", "Limit of that heap", consumer, PcapConsumer::getHeldBytesLimit);
    }

    private void held(String name, String description, PcapConsumer consumer, ToDoubleFunction<PcapConsumer> value) {
        meters.add(Gauge.builder(name, consumer, value)
                .description(description)
                .baseUnit(BaseUnits.BYTES)
                .tags(route)
                .register(registry));
    }

    private void rejected(Outcome outcome) {
        add(
                "wadi.capture.rejected",
                "Frames that could not be decoded, by reason",
                route.and("reason", outcome.label()),
                frames -> frames.count(outcome));
    }

    private void fragments(String flow, ToDoubleFunction<PcapCounters> value) {
        add(
                "wadi.capture.fragments",
                "Packets that are later fragments: joined to the flow of their first fragment, or alone",
                route.and("flow", flow),
                value);
    }

    private void dropped(String where, ToDoubleFunction<PcapCounters> value) {
        add("wadi.capture.dropped", "Frames lost before the route, by place", route.and("where", where), value);
    }

    private void add(String name, String description, Tags tags, ToDoubleFunction<PcapCounters> value) {
        meters.add(FunctionCounter.builder(name, counters, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
