package io.wadi.web.health;

import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Down if a store has a backlog and has stored nothing for too long. The size of the backlog does not matter: after
 * an outage it can be millions, and the state is good as long as it shrinks. Also down if a stored offset is not in
 * the topic, because the topic was recreated or a broker lost its last messages. The consumers of shipped routes always
 * count, whether a process reads for them or not; those of users while a process does, because their offsets stay when
 * their file is deleted.
 */
public final class LagCheck extends StallCheck {

    /** The consumer groups of shipped routes. */
    private static final String SHIPPED = "wadi-";

    private final StoreLag lag;

    /**
     * Creates a check of the last result of {@code lag}.
     *
     * @param patience the longest time without progress
     */
    public LagCheck(StoreLag lag, Duration patience) {
        super("lag", "Nothing stored", patience);
        this.lag = lag;
    }

    @Override
    protected List<String> stalled(Duration longerThan) {
        return lag.stalled(longerThan, expected());
    }

    private Set<String> expected() {
        Set<String> consumers = new TreeSet<>(lag.byConsumer().keySet());
        consumers.removeIf(consumer -> lag.unread().contains(consumer) && !consumer.startsWith(SHIPPED));
        return consumers;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        super.doCall(builder, options);
        builder.detail("messages", lag.getMessages());
        List<String> waiting = lag.waiting(expected());
        if (!waiting.isEmpty()) {
            builder.message("Nothing is stored until an operator decides: " + first(waiting)
                            + "; set wadi.offsets.beyond-end=restart to begin with the oldest message")
                    .down();
        }
    }
}
