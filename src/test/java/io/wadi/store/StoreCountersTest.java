package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.Attempt;
import io.wadi.message.DeadLetter;
import io.wadi.message.DeadLetterMessage;
import io.wadi.message.PacketBatch;
import io.wadi.message.PacketJson;
import io.wadi.message.TestAnswers;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StoreCountersTest {

    private final StoreCounters counters = new StoreCounters();

    private static List<DeadLetterMessage> letters(String consumer, int count) {
        DeadLetter letter = new DeadLetter("no packet", consumer, "packets", 0, 7, "x");
        List<DeadLetter> dead = Collections.nCopies(count, letter);
        return new PacketJson()
                .letters(new PacketBatch(null, List.of(), dead, false, Attempt.ALL))
                .next();
    }

    @Test
    void countsByConsumer() {
        counters.deadLettered(letters("a", 2));
        counters.deadLettered(letters("b", 1));
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
    void onlyRefusedLettersCountAsRefused() {
        List<DeadLetterMessage> letters = letters("a", 3);
        TestAnswers.fail(letters.get(1), new RecordTooLargeException("too large"), true);
        TestAnswers.fail(letters.get(2), new TimeoutException("no answer"), false);
        counters.lettersRefused(letters);
        assertThat(counters.getRefusedLetters()).containsExactly(entry("a", 1L));
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
        counters.deadLettered(letters("after", 1));
        assertThat(registry.get("wadi.dead")
                        .tag("consumer", "after")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
