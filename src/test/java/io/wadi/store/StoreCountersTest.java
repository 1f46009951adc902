package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.DeadLetter;
import org.junit.jupiter.api.Test;

class StoreCountersTest {

    private final StoreCounters counters = new StoreCounters();

    private static DeadLetter letter(String consumer) {
        return new DeadLetter("no packet", consumer, "packets", 0, 7, "x");
    }

    @Test
    void countsByConsumer() {
        counters.deadLettered(letter("a"));
        counters.deadLettered(letter("a"));
        counters.deadLettered(letter("b"));
        counters.stored("a", 10);
        counters.stored("a", 5);
        counters.heldOff("b");
        counters.refused("b");
        assertThat(counters.dead("a")).isEqualTo(2);
        assertThat(counters.dead("nobody")).isZero();
        assertThat(counters.getDead()).containsEntry("a", 2L).containsEntry("b", 1L);
        assertThat(counters.getPackets()).containsEntry("a", 15L);
        assertThat(counters.getBatches()).containsEntry("a", 2L).containsEntry("b", 0L);
        assertThat(counters.getRejectedBatches()).containsEntry("b", 1L);
        assertThat(counters.getRefusedBatches()).containsEntry("a", 0L).containsEntry("b", 1L);
    }

    @Test
    void metersShowConsumersFromBeforeAndAfter() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        counters.stored("before", 3);
        counters.bindTo(registry);
        counters.stored("after", 4);
        assertThat(registry.get("wadi.store.packets")
                        .tag("consumer", "before")
                        .functionCounter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("wadi.store.packets")
                        .tag("consumer", "after")
                        .functionCounter()
                        .count())
                .isEqualTo(4);
        counters.deadLettered(letter("after"));
        assertThat(registry.get("wadi.dead")
                        .tag("consumer", "after")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
