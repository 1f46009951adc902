package io.wadi.message;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * An admin client that is replaced by a new one when the clock is set back (see {@link ClockWatch}). Pending requests of
 * the old one fail at once; they would wait until the clock is where it was. Thread-safe, like any admin client.
 */
public final class RenewedAdmin implements InvocationHandler {

    private final Supplier<Admin> source;
    private final ClockWatch clock;
    private final Runnable listener = this::clockWasSetBack;
    private Admin current;
    private long steps;

    private RenewedAdmin(Supplier<Admin> source, ClockWatch clock) {
        this.source = source;
        this.clock = clock;
        steps = clock.steps();
        current = source.get();
        clock.add(listener);
    }

    /** On a thread of its own, because it waits for the thread of the client. */
    private void clockWasSetBack() {
        Admin old = latest();
        Thread thread = new Thread(() -> old.close(Duration.ZERO), "end of an admin client");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized Admin latest() {
        return current;
    }

    /**
     * Creates an admin client with these properties.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot be created, for example because of an unknown host
     */
    public static Admin create(Map<String, Object> properties) {
        return of(() -> Admin.create(properties), ClockWatch.ofProcess());
    }

    static Admin of(Supplier<Admin> source, ClockWatch clock) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, new RenewedAdmin(source, clock));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean ends = method.getName().equals("close");
        if (ends) {
            clock.remove(listener);
        }
        try {
            return method.invoke(ends ? latest() : current(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized Admin current() {
        long now = clock.steps();
        if (steps != now) {
            // First, because it fails where a host name cannot be resolved; the next call tries again.
            Admin next = source.get();
            current.close(Duration.ZERO);
            current = next;
            steps = now;
        }
        return current;
    }
}
