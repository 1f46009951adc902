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
 * An admin client that lives as long as the process. It is replaced by a new one when the clock is set back (see {@link
 * ClockWatch}); pending requests of the old one fail. Thread-safe, like any admin client.
 */
public final class RenewedAdmin implements InvocationHandler {

    private final Supplier<Admin> source;
    private final ClockWatch clock;
    private Admin current;
    private long steps;

    private RenewedAdmin(Supplier<Admin> source, ClockWatch clock) {
        this.source = source;
        this.clock = clock;
        steps = clock.steps();
        current = source.get();
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
        try {
            return method.invoke(current(), arguments);
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
