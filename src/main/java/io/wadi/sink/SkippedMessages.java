package io.wadi.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the messages that a sink leaves out, and logs the first of each route. Thread-safe. */
public final class SkippedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(SkippedMessages.class);
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private SkippedMessages() {}

    /** The counter of a sink's route. */
    public static Counter counter(MeterRegistry registry, String route) {
        return Counter.builder("wadi.sink.skipped")
                .description(
                        "Messages that a sink left out, because they are not valid JSON objects or receivers refuse them")
                .tag("route", route)
                .register(registry);
    }

    static void count(Exchange batch, String id, String problem) {
        String route = String.valueOf(batch.getFromRouteId());
        MeterRegistry registry = batch.getContext().getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            counter(registry, route).increment();
        }
        if (LOGGED.add(batch.getContext().getName() + " " + route)) {
            LOG.warn(
                    "{} skips {}: {}; further messages that it skips are only counted, as wadi_sink_skipped_total",
                    route,
                    id,
                    problem);
        }
    }
}
