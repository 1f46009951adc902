package io.wadi.message;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that is replaced by a new one when the clock is set back (see {@link ClockWatch}), and when its poll finds
 * that its view of the cluster is outdated ({@link OutdatedConsumerException}). The new one joins the group with the
 * same subscription and starts at the offsets of the group or the database. A commit of what the old one has read fails,
 * as after any rebalance. One without a group continues in the same partitions at the same offsets (set by {@code seek}
 * with an offset), and its questions are asked again if the clock was set in either direction meanwhile: after a step
 * forward they seem to have timed out. Camel keeps its consumer object, so this proxy delegates to the current one.
 */
public final class RenewedConsumer implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedConsumer.class);
    private static final String SET_BACK = "The clock was set back";

    /** Methods that wait for an answer and change nothing. */
    private static final Set<String> QUESTIONS = Set.of(
            "partitionsFor",
            "listTopics",
            "committed",
            "position",
            "beginningOffsets",
            "endOffsets",
            "offsetsForTimes");

    private final Supplier<? extends Consumer<Object, Object>> source;
    private final ClockWatch clock;
    private final Runnable listener = this::clockWasSetBack;
    private final AtomicBoolean outdated = new AtomicBoolean();
    private volatile Consumer<Object, Object> current;
    private final AssignedPlaces places = new AssignedPlaces();
    private Call subscription;

    private RenewedConsumer(Supplier<? extends Consumer<Object, Object>> source, ClockWatch clock) {
        this.source = source;
        this.clock = clock;
        current = source.get();
        clock.add(listener);
    }

    /** Creates a consumer from the source, and replaces it when the clock is set back. */
    public static Consumer<Object, Object> of(Supplier<? extends Consumer<Object, Object>> source) {
        return of(source, ClockWatch.ofProcess());
    }

    @SuppressWarnings("unchecked")
    static Consumer<Object, Object> of(Supplier<? extends Consumer<Object, Object>> source, ClockWatch clock) {
        return (Consumer<Object, Object>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, new RenewedConsumer(source, clock));
    }

    private void clockWasSetBack() {
        outdated.set(true);
        current.wakeup();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Call call = new Call(method, arguments);
        switch (method.getName()) {
            case "subscribe" -> subscription = call;
            case "unsubscribe" -> subscription = null;
            case "close" -> clock.remove(listener);
            case "poll" -> {
                return poll(call);
            }
            default -> {
                // All other methods are only delegated.
            }
        }
        // A listener of a group asks within a poll, in which the consumer must stay.
        return QUESTIONS.contains(method.getName()) && subscription == null ? ask(call) : delegate(call);
    }

    private Object delegate(Call call) throws Throwable {
        try {
            Object answer = call.on(current);
            note(call);
            return answer;
        } catch (WakeupException e) {
            if (outdated.get()) {
                throw new CommitFailedException(SET_BACK + "; the consumer joins its group again");
            }
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private void note(Call call) {
        Object[] arguments = call.arguments();
        if (call.method().getName().equals("assign")) {
            places.assign((Collection<TopicPartition>) arguments[0]);
        } else if (call.method().getName().equals("seek") && arguments[1] instanceof Long offset) {
            places.seek((TopicPartition) arguments[0], offset);
        }
    }

    private Object ask(Call call) throws Throwable {
        long changes = clock.changes();
        try {
            return call.on(current);
        } catch (WakeupException e) {
            if (!outdated.get()) {
                throw e;
            }
        } catch (TimeoutException e) {
            clock.look();
            if (clock.changes() == changes) {
                throw e;
            }
        }
        if (outdated.get()) {
            renew(SET_BACK);
        }
        return call.on(current);
    }

    private Object poll(Call call) throws Throwable {
        if (!outdated.get()) {
            try {
                ConsumerRecords<?, ?> records = (ConsumerRecords<?, ?>) call.on(current);
                places.read(records);
                return records;
            } catch (WakeupException e) {
                if (!outdated.get()) {
                    throw e;
                }
            } catch (OutdatedConsumerException e) {
                renew(e.getMessage());
                return ConsumerRecords.empty();
            }
        }
        renew(SET_BACK);
        return ConsumerRecords.empty();
    }

    private void renew(String reason) throws Throwable {
        LOG.warn("{}: a Kafka consumer connects again", reason);
        // First, because it fails where a host name cannot be resolved; the next poll tries again.
        Consumer<Object, Object> next = source.get();
        outdated.set(false);
        current.close(CloseOptions.timeout(Duration.ZERO));
        current = next;
        if (subscription != null) {
            subscription.on(current);
        }
        places.restore(current);
    }

    private record Call(Method method, Object... arguments) {

        Object on(Consumer<Object, Object> consumer) throws Throwable {
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
