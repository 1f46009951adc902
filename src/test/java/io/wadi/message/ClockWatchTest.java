package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private long wallMillis = TimeUnit.DAYS.toMillis(20_000);
    private long steadyNanos;
    private final ClockWatch clock = new ClockWatch(() -> wallMillis, () -> steadyNanos);

    private void pass(Duration time, Duration shown) {
        steadyNanos += time.toNanos();
        wallMillis += shown.toMillis();
        clock.look();
    }

    @Test
    void aStepBackIsNoticedOnceHoweverLongNobodyLooked() {
        pass(Duration.ofHours(3), Duration.ofSeconds(1));
        assertThat(clock.steps()).isEqualTo(1);
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(clock.steps()).isEqualTo(1);
    }

    @Test
    void stepsForwardAndSmallCorrectionsAreNone() {
        pass(Duration.ofSeconds(1), Duration.ofDays(400));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(-3));
        assertThat(clock.steps()).isZero();
    }

    @Test
    void aConsumerIsReplacedAndSubscribesAgain() {
        List<MockConsumer<Object, Object>> made = new ArrayList<>();
        Consumer<Object, Object> consumer = RenewedConsumer.of(
                () -> {
                    made.add(new MockConsumer<>("earliest"));
                    return made.get(made.size() - 1);
                },
                clock);
        consumer.subscribe(List.of("packets"));
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made.get(1).subscription()).containsExactly("packets");
        consumer.poll(Duration.ZERO);
        consumer.close();
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(made).hasSize(2);
    }
}
