package io.wadi.web.health;

import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while a store has messages before it and has stored none for too long. How many wait says nothing: after an
 * outage it is millions, and all is well as long as they become fewer. Down too where a stored offset lies beyond the
 * end of its partition, as it does in a topic that was made anew. No matter of readiness.
 */
public final class LagCheck extends AbstractHealthCheck {

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
        List<String> beyondEnd = lag.beyondEnd();
        if (!beyondEnd.isEmpty()) {
            builder.message("Nothing can be stored, for the topic was made anew: " + String.join("; ", beyondEnd)
                            + "; wadi.offsets.beyond-end=restart begins with its oldest message")
                    .down();
        } else if (stalled.isEmpty()) {
            builder.up();
        } else {
            builder.message("Nothing stored for " + patience.toSeconds() + " s: " + String.join("; ", stalled))
                    .down();
        }
    }
}
