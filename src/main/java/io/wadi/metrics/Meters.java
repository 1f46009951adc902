package io.wadi.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Registers meters of an object's own counts, one call per meter. The registry reads the object and keeps only a weak
 * reference to it. Not thread-safe.
 *
 * @param <T> type of the object
 */
public final class Meters<T> implements AutoCloseable {

    private final MeterRegistry registry;
    private final T source;
    private final Tags tags;
    private final List<Meter> registered;

    private Meters(MeterRegistry registry, T source, Tags tags, List<Meter> registered) {
        this.registry = registry;
        this.source = source;
        this.tags = tags;
        this.registered = registered;
    }

    /** Registers meters that read {@code source}; {@code tags} are names and values in turn. */
    public static <T> Meters<T> of(MeterRegistry registry, T source, String... tags) {
        return new Meters<>(registry, source, Tags.of(tags), new ArrayList<>());
    }

    /** Like this object, with one more tag. {@link #close} of either object removes the meters of both. */
    public Meters<T> with(String key, String value) {
        return new Meters<>(registry, source, tags.and(key, value), registered);
    }

    /** Registers a counter, whose value never decreases. */
    public Meters<T> counter(String name, String description, ToDoubleFunction<T> value) {
        registered.add(FunctionCounter.builder(name, source, value)
                .description(description)
                .tags(tags)
                .register(registry));
        return this;
    }

    /** Registers a gauge; {@code unit} is null for a number without a unit. */
    public Meters<T> gauge(String name, String description, String unit, ToDoubleFunction<T> value) {
        registered.add(Gauge.builder(name, source, value)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry));
        return this;
    }

    /**
     * Removes the meters from the registry, so that a later object can register meters with the same names and tags.
     */
    @Override
    public void close() {
        registered.forEach(registry::remove);
        registered.clear();
    }
}
