package io.wadi.store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** Counters of the store routes for one consumer group. Thread-safe. */
final class ConsumerCounters {

    private final LongAdder packets = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder rejectedBatches = new LongAdder();
    private final LongAdder refusedBatches = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder refusedLetters = new LongAdder();

    void stored(long count) {
        packets.add(count);
        batches.increment();
    }

    void heldOff() {
        rejectedBatches.increment();
    }

    void refused() {
        refusedBatches.increment();
    }

    void deadLettered() {
        dead.increment();
    }

    void letterRefused() {
        refusedLetters.increment();
    }

    long packets() {
        return packets.sum();
    }

    long batches() {
        return batches.sum();
    }

    long rejectedBatches() {
        return rejectedBatches.sum();
    }

    long refusedBatches() {
        return refusedBatches.sum();
    }

    long dead() {
        return dead.sum();
    }

    long refusedLetters() {
        return refusedLetters.sum();
    }

    void register(MeterRegistry registry, String consumer) {
        add(registry, consumer, "wadi.store.packets", "Packets committed", ConsumerCounters::packets);
        add(registry, consumer, "wadi.store.batches", "Batches committed", ConsumerCounters::batches);
        add(
                registry,
                consumer,
                "wadi.store.rejected.batches",
                "Batches that the fence rejected; they are read again from the stored offset",
                ConsumerCounters::rejectedBatches);
        add(
                registry,
                consumer,
                "wadi.store.refused.batches",
                "Batches that the database rejected for their content; they are read again in halves",
                ConsumerCounters::refusedBatches);
        add(
                registry,
                consumer,
                "wadi.dead",
                "Messages that could not be read, each with a dead letter",
                ConsumerCounters::dead);
        add(
                registry,
                consumer,
                "wadi.dead.refused",
                "Dead letters that Kafka refused permanently; their messages stay on their topic",
                ConsumerCounters::refusedLetters);
    }

    private void add(
            MeterRegistry registry,
            String consumer,
            String name,
            String description,
            ToDoubleFunction<ConsumerCounters> value) {
        FunctionCounter.builder(name, this, value)
                .description(description)
                .tag("consumer", consumer)
                .register(registry);
    }
}
