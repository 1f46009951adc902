package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** {@link ClockWatchTest} has the step of the clock. */
class RenewedConsumerTest {

    private final List<MockConsumer<Object, Object>> made = new ArrayList<>();

    private boolean resolvable = true;

    private MockConsumer<Object, Object> another() {
        if (!resolvable) {
            throw new KafkaException("no host");
        }
        made.add(new MockConsumer<>("earliest"));
        return made.get(made.size() - 1);
    }

    @Test
    void aConsumerWhoseViewOfTheClusterIsOutdatedIsReplacedAndSubscribesAgain() {
        Consumer<Object, Object> consumer = RenewedConsumer.of(this::another);
        consumer.subscribe(List.of("packets"));
        made.get(0).schedulePollTask(() -> {
            throw new OutdatedConsumerException("Kafka was restored");
        });
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made.get(1).subscription()).containsExactly("packets");
        consumer.poll(Duration.ZERO);
        assertThat(made).hasSize(2);
        consumer.close();
    }

    @Test
    void oneThatCannotBeReplacedYetStaysOpenAndIsReplacedLater() {
        Consumer<Object, Object> consumer = RenewedConsumer.of(this::another);
        consumer.subscribe(List.of("packets"));
        for (int i = 0; i < 2; i++) {
            made.get(0).schedulePollTask(() -> {
                throw new OutdatedConsumerException("Kafka was restored");
            });
        }
        resolvable = false;
        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).hasMessage("no host");
        assertThat(made.get(0).closed()).isFalse();
        resolvable = true;
        consumer.poll(Duration.ZERO);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made).hasSize(2);
        consumer.close();
    }
}
