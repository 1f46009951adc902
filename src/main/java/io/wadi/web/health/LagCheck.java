package io.wadi.web.health;

import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while a store has messages before it and has stored none for too long. How many wait says nothing: after an
 * outage it is millions, and all is well as long as they become fewer. Down too where a stored offset is not one of
 * the topic as it is now, because the topic was recreated or a broker lost its tail. No matter of readiness.
 */
public final class LagCheck extends AbstractHealthCheck {

    private static final int MOST_NAMED = 6;

    private final StoreLag lag;
    private final Duration patience;

    /**
     * A check on what {@code lag} last learned.
     *
     * @param patience how long a store may stand still
     */
    public LagCheck(StoreLag lag, Duration patience) {
        super("wadi", "lag");
        this.lag = lag;
        this.patience = patience;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> stalled = lag.stalled(patience);
        builder.detail("messages", lag.getMessages());
        List<String> waiting = lag.waiting();
        if (!waiting.isEmpty()) {
            builder.message("Nothing is stored until somebody decides: " + first(waiting)
                            + "; wadi.offsets.beyond-end=restart begins with the oldest message")
                    .down();
        } else if (stalled.isEmpty()) {
            builder.up();
        } else {
            builder.message("Nothing stored for " + patience.toSeconds() + " s: " + first(stalled))
                    .down();
        }
    }

    /** A topic may have a thousand partitions. */
    private static String first(List<String> phrases) {
        String shown = phrases.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        return phrases.size() <= MOST_NAMED ? shown : shown + "; and " + (phrases.size() - MOST_NAMED) + " more";
    }
}
