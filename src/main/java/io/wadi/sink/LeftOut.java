package io.wadi.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the messages that a sink skips, and logs the first of each route and kind. Thread-safe. */
public final class LeftOut {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
    private static final String SKIPPED = "wadi.sink.skipped";
    private static final String REFUSED = "wadi.sink.refused";
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private LeftOut() {}

    /** The counter of messages that a sink's route skips. */
    public static Counter skipped(MeterRegistry registry, String route) {
        return counter(
                registry,
                SKIPPED,
                "Messages that a sink skipped, because they are not valid JSON objects or no receiver accepts them",
                route);
    }

    /** The counter of messages that the receiver of a sink's route refuses permanently. */
    public static Counter refused(MeterRegistry registry, String route) {
        return counter(
                registry,
                REFUSED,
                "Messages that a sink skipped, because its receiver rejects them permanently",
                route);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String route) {
        return Counter.builder(name)
                .description(description)
                .tag("route", route)
                .register(registry);
    }

    static void skipped(Exchange batch, String id, String problem) {
        MeterRegistry registry = registry(batch);
        if (registry != null) {
            skipped(registry, route(batch)).increment();
        }
        log(batch, SKIPPED, id, problem);
    }

    static void refused(Exchange batch, String id, String reason) {
        MeterRegistry registry = registry(batch);
        if (registry != null) {
            refused(registry, route(batch)).increment();
        }
        log(batch, REFUSED, id, "the receiver rejects it: " + reason);
    }

    private static MeterRegistry registry(Exchange batch) {
        return batch.getContext().getRegistry().findSingleByType(MeterRegistry.class);
    }

    private static String route(Exchange batch) {
        return String.valueOf(batch.getFromRouteId());
    }

    private static void log(Exchange batch, String counter, String id, String reason) {
        if (LOGGED.add(batch.getContext().getName() + " " + route(batch) + " " + counter)) {
            LOG.warn(
                    "{} skips {}: {}; Wadi only counts further ones, in {}_total",
                    route(batch),
                    id,
                    reason,
                    counter.replace('.', '_'));
        }
    }
}
