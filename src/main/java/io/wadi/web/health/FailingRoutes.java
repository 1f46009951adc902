package io.wadi.web.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which routes have only failed for how long, by the numbers of their exchanges. Camel's own times of them are of the
 * machine's clock, which may be set. Thread-safe.
 */
final class FailingRoutes {

    /** Numbers as last seen, and when the first and the latest failure since the last success were noticed. */
    private record Seen(long completed, long failed, boolean isFailing, long first, long latest) {

        Seen then(long nowCompleted, long nowFailed, long now) {
            if (nowCompleted != completed) {
                return new Seen(nowCompleted, nowFailed, false, now, now);
            }
            return nowFailed == failed ? this : new Seen(completed, nowFailed, true, isFailing ? first : now, now);
        }
    }

    private final Map<String, Seen> routes = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /** Creates a memory; {@code nanoTime} is {@link System#nanoTime} except in tests. */
    FailingRoutes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Notes the numbers of a route, and tells whether it has only failed for longer than {@code patience}, and still
     * does. To be called more often than that.
     */
    boolean onlyFails(String route, long completed, long failed, Duration patience) {
        long now = nanoTime.getAsLong();
        Seen seen = routes.merge(
                route,
                new Seen(completed, failed, false, now, now),
                (before, unused) -> before.then(completed, failed, now));
        return seen.isFailing() && now - seen.first() > patience.toNanos() && now - seen.latest() < patience.toNanos();
    }
}
