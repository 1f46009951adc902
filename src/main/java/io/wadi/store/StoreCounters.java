package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.message.DeadLetterMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code store-counters}: counters of this process's store routes, by consumer. Thread-safe. */
@ManagedResource(description = "What this process stored, by consumer")
public final class StoreCounters implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCounters.class);

    private final Map<String, ConsumerCounters> consumers = new ConcurrentHashMap<>();
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /** Counts unreadable messages; of a record of several packets, its unreadable packets. */
    public void deadLettered(List<DeadLetterMessage> letters) {
        letters.forEach(letter -> of(letter.consumer()).deadLettered(letter.contents()));
    }

    /** Counts the dead letters that Kafka refused permanently; their messages are still on their topic. */
    public void lettersRefused(List<DeadLetterMessage> letters) {
        for (DeadLetterMessage letter : letters) {
            if (letter.isRefused()) {
                of(letter.consumer()).letterRefused(letter.contents());
                LOG.error(
                        "Kafka refuses a dead letter; its message remains in the topic at {}: {}",
                        letter.place(),
                        letter.failure().getMessage());
            }
        }
    }

    /** Counts a stored batch. */
    void stored(String consumer, long packets) {
        of(consumer).stored(packets);
    }

    /** Counts a batch that the fence rejected; its packets are already stored or are read again. */
    void heldOff(String consumer) {
        of(consumer).heldOff();
    }

    /** Counts a batch that the database refused for its content; it is read again in parts. */
    void refused(String consumer) {
        of(consumer).refused();
    }

    /** Counts a batch that took the database too long; it is read again in parts. */
    void slow(String consumer) {
        of(consumer).slow();
    }

    private ConsumerCounters of(String consumer) {
        return consumers.computeIfAbsent(consumer, this::begin);
    }

    private ConsumerCounters begin(String consumer) {
        ConsumerCounters counters = new ConsumerCounters();
        registries.forEach(registry -> counters.register(registry, consumer));
        return counters;
    }

    /** Registers the counters of each consumer from its first batch on. To be called before the routes start. */
    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        consumers.forEach((consumer, counters) -> counters.register(registry, consumer));
    }

    /** Number of unreadable messages of a consumer group. */
    public long dead(String consumer) {
        ConsumerCounters counters = consumers.get(consumer);
        return counters == null ? 0 : counters.dead();
    }

    @ManagedAttribute(description = "Packets stored, by consumer")
    public Map<String, Long> getPackets() {
        return byConsumer(ConsumerCounters::packets);
    }

    @ManagedAttribute(description = "Batches stored, by consumer")
    public Map<String, Long> getBatches() {
        return byConsumer(ConsumerCounters::batches);
    }

    @ManagedAttribute(description = "Batches that the fence rejected, by consumer")
    public Map<String, Long> getRejectedBatches() {
        return byConsumer(ConsumerCounters::rejectedBatches);
    }

    @ManagedAttribute(description = "Batches that the database rejected for their content, by consumer")
    public Map<String, Long> getRefusedBatches() {
        return byConsumer(ConsumerCounters::refusedBatches);
    }

    @ManagedAttribute(description = "Batches that took the database too long, by consumer")
    public Map<String, Long> getSlowBatches() {
        return byConsumer(ConsumerCounters::slowBatches);
    }

    @ManagedAttribute(description = "Messages that could not be read, by consumer")
    public Map<String, Long> getDead() {
        return byConsumer(ConsumerCounters::dead);
    }

    @ManagedAttribute(description = "Dead letters that Kafka refused permanently, by consumer")
    public Map<String, Long> getRefusedLetters() {
        return byConsumer(ConsumerCounters::refusedLetters);
    }

    private Map<String, Long> byConsumer(ToLongFunction<ConsumerCounters> value) {
        Map<String, Long> values = new TreeMap<>();
        consumers.forEach((consumer, counters) -> values.put(consumer, value.applyAsLong(counters)));
        return values;
    }
}
