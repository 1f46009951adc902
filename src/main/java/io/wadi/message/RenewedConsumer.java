package io.wadi.message;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that is replaced by a new one when the clock is set back (see {@link ClockWatch}), and when its poll finds
 * that its view of the cluster is outdated ({@link OutdatedConsumerException}). The new one joins the group with the
 * same subscription and starts at the offsets of the group or the database. A commit of what the old one has read fails,
 * as after any rebalance. Camel keeps its consumer object, so this proxy delegates to the current one.
 */
public final class RenewedConsumer implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedConsumer.class);

    private final Supplier<? extends Consumer<Object, Object>> source;
    private final ClockWatch clock;
    private final Runnable listener = this::clockWasSetBack;
    private final AtomicBoolean outdated = new AtomicBoolean();
    private volatile Consumer<Object, Object> current;
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
        try {
            return call.on(current);
        } catch (WakeupException e) {
            if (outdated.get()) {
                throw new CommitFailedException("The clock was set back; the consumer joins its group again");
            }
            throw e;
        }
    }

    private Object poll(Call call) throws Throwable {
        if (!outdated.get()) {
            try {
                return call.on(current);
            } catch (WakeupException e) {
                if (!outdated.get()) {
                    throw e;
                }
            } catch (OutdatedConsumerException e) {
                renew(e.getMessage());
                return ConsumerRecords.empty();
            }
        }
        renew("The clock was set back");
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
