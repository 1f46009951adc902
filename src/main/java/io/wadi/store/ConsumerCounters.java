package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.wadi.metrics.Meters;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the store routes for one consumer group. Thread-safe. */
final class ConsumerCounters {

    private final LongAdder packets = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder rejectedBatches = new LongAdder();
    private final LongAdder refusedBatches = new LongAdder();
    private final LongAdder slowBatches = new LongAdder();
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

    void slow() {
        slowBatches.increment();
    }

    void deadLettered(long contents) {
        dead.add(contents);
    }

    void letterRefused(long contents) {
        refusedLetters.add(contents);
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

    long slowBatches() {
        return slowBatches.sum();
    }

    long dead() {
        return dead.sum();
    }

    long refusedLetters() {
        return refusedLetters.sum();
    }

    void register(MeterRegistry registry, String consumer) {
        Meters.of(registry, this, "consumer", consumer)
                .counter("wadi.store.packets", "Packets committed", ConsumerCounters::packets)
                .counter("wadi.store.batches", "Batches committed", ConsumerCounters::batches)
                .counter(
                        "wadi.store.rejected.batches",
                        "Batches that the fence rejected; they are read again from the stored offset",
                        ConsumerCounters::rejectedBatches)
                .counter(
                        "wadi.store.refused.batches",
                        "Batches that the database rejected for their content; they are read again in halves",
                        ConsumerCounters::refusedBatches)
                .counter(
                        "wadi.store.slow.batches",
                        "Batches that took the database longer than its time-out; they are read again in halves",
                        ConsumerCounters::slowBatches)
                .counter(
                        "wadi.dead",
                        "Messages that could not be read, and such packets of messages of several; a dead letter has them",
                        ConsumerCounters::dead)
                .counter(
                        "wadi.dead.refused",
                        "Dead letters that Kafka refused permanently; their messages stay on their topic",
                        ConsumerCounters::refusedLetters);
    }
}
