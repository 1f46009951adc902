package io.wadi.pcap;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.packet.Outcome;
import java.util.function.ToDoubleFunction;

/** Shows a capture's counters to Micrometer, each with the route's id as tag {@code route}. */
final class PcapMeters {

    private PcapMeters() {}

    static void register(MeterRegistry registry, PcapCounters counters, String route) {
        add(registry, counters, route, "wadi.capture.received", "Frames taken from libpcap", PcapCounters::received);
        add(registry, counters, route, "wadi.capture.decoded", "Frames that became packets", PcapCounters::decoded);
        add(registry, counters, route, "wadi.capture.skipped", "Frames that are not IP", PcapCounters::skipped);
        add(registry, counters, route, "wadi.capture.delivered", "Packets through the route", PcapCounters::delivered);
        add(registry, counters, route, "wadi.capture.failed", "Packets of failed exchanges", PcapCounters::failed);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isRejected()) {
                FunctionCounter.builder("wadi.capture.rejected", counters, c -> c.count(outcome))
                        .description("Frames that could not be decoded, by reason")
                        .tag("route", route)
                        .tag("reason", outcome.label())
                        .register(registry);
            }
        }
        dropped(registry, counters, route, "queue", PcapCounters::queueDropped);
        dropped(registry, counters, route, "kernel", PcapCounters::kernelDropped);
        dropped(registry, counters, route, "interface", PcapCounters::interfaceDropped);
    }

    private static void add(
            MeterRegistry registry,
            PcapCounters counters,
            String route,
            String name,
            String description,
            ToDoubleFunction<PcapCounters> value) {
        FunctionCounter.builder(name, counters, value)
                .description(description)
                .tag("route", route)
                .register(registry);
    }

    private static void dropped(
            MeterRegistry registry,
            PcapCounters counters,
            String route,
            String where,
            ToDoubleFunction<PcapCounters> value) {
        FunctionCounter.builder("wadi.capture.dropped", counters, value)
                .description("Frames lost before the route, by where")
                .tag("route", route)
                .tag("where", where)
                .register(registry);
    }
}
