package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
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
    void aListenerThatFailsDoesNotKeepTheOthersFromTheStep() {
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            clock.add(() -> {
                told.incrementAndGet();
                throw new IllegalStateException("closed");
            });
        }
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(told).hasValue(10);
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(clock.steps()).isEqualTo(1);
    }

    /** As where the host names of the brokers cannot be resolved at that moment. */
    @Test
    void anAdminClientThatCannotBeReplacedIsReplacedLater() {
        List<Boolean> closed = new ArrayList<>();
        Iterator<Supplier<Admin>> attempts = List.<Supplier<Admin>>of(
                        () -> admin(closed),
                        () -> {
                            throw new KafkaException("no host");
                        },
                        () -> admin(closed))
                .iterator();
        Admin admin = RenewedAdmin.of(() -> attempts.next().get(), clock);
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThatThrownBy(admin::metrics).hasMessage("no host");
        assertThat(closed).isEmpty();
        assertThat(admin.metrics()).isEmpty();
        assertThat(closed).hasSize(1);
    }

    private static Admin admin(List<Boolean> closed) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.add(true);
                        return null;
                    }
                    return Map.of();
                });
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
