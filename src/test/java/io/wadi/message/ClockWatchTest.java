package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
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
        assertThat(admin.metrics()).isEmpty();
    }

    /** They would end when the clock is where it was; nobody may be there to make the next call. */
    @Test
    void pendingRequestsOfAnAdminClientEndAtOnce() {
        List<Boolean> closed = new CopyOnWriteArrayList<>();
        Admin admin = RenewedAdmin.of(() -> admin(closed), clock);
        admin.metrics();
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        await().until(() -> closed.size() == 1);
        admin.metrics();
        admin.close(Duration.ZERO);
        int last = closed.size();
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(closed).hasSize(last);
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

    private static final TopicPartition DEAD = new TopicPartition("packets.dead", 0);

    /** A consumer whose questions end by a wake-up, as when the clock is set while it waits for the answer. */
    private final class Asked extends MockConsumer<Object, Object> {

        private final Runnable meanwhile;

        Asked(Runnable meanwhile) {
            super("none");
            this.meanwhile = meanwhile;
            updateBeginningOffsets(Map.of(DEAD, 0L));
            updateEndOffsets(Map.of(DEAD, 9L));
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            meanwhile.run();
            return super.endOffsets(partitions);
        }
    }

    /** As of {@code replay}. */
    @Test
    void aConsumerOfAssignedPartitionsGoesOnWhereItWas() {
        List<MockConsumer<Object, Object>> made = new ArrayList<>();
        Consumer<Object, Object> consumer = RenewedConsumer.of(
                () -> {
                    made.add(new Asked(() -> {}));
                    return made.get(made.size() - 1);
                },
                clock);
        consumer.assign(List.of(DEAD));
        consumer.seek(DEAD, 3);
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        assertThat(made).hasSize(2);
        assertThat(consumer.position(DEAD)).isEqualTo(3);
        made.get(1).addRecord(new ConsumerRecord<>(DEAD.topic(), 0, 3, null, "x"));
        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(1);
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        assertThat(consumer.position(DEAD)).isEqualTo(4);
        consumer.poll(Duration.ZERO);
        assertThat(made).hasSize(3);
        assertThat(consumer.position(DEAD)).isEqualTo(4);
        consumer.close();
    }

    @Test
    void aQuestionThatWaitsForItsAnswerIsAskedAgain() {
        List<Duration> steps = new ArrayList<>(List.of(Duration.ofHours(-1)));
        Consumer<Object, Object> consumer = RenewedConsumer.of(
                () -> new Asked(() -> {
                    if (!steps.isEmpty()) {
                        pass(Duration.ofSeconds(1), steps.remove(0));
                        throw new WakeupException();
                    }
                }),
                clock);
        consumer.assign(List.of(DEAD));
        consumer.seek(DEAD, 3);
        assertThat(consumer.endOffsets(List.of(DEAD))).containsEntry(DEAD, 9L);
        assertThat(consumer.position(DEAD)).isEqualTo(3);
        consumer.close();
    }

    /** A step forward ends every wait at once. */
    @Test
    void aQuestionThatSeemsToHaveTimedOutIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        Consumer<Object, Object> consumer = RenewedConsumer.of(
                () -> new Asked(() -> {
                    if (asked.getAndIncrement() == 0) {
                        steadyNanos += 1_000_000;
                        wallMillis += Duration.ofDays(1).toMillis();
                        throw new TimeoutException("no answer within ten seconds");
                    }
                    if (asked.get() == 3) {
                        throw new TimeoutException("the broker is away");
                    }
                }),
                clock);
        assertThat(consumer.endOffsets(List.of(DEAD))).containsEntry(DEAD, 9L);
        assertThatThrownBy(() -> consumer.endOffsets(List.of(DEAD))).hasMessage("the broker is away");
        consumer.close();
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
