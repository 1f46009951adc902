package io.wadi.web.health;

import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Down while a store has messages before it and has stored none for too long. How many wait says nothing: after an
 * outage it is millions, and all is well as long as they become fewer. Down too where a stored offset is not one of
 * the topic as it is now, because the topic was recreated or a broker lost its tail.
 */
public final class LagCheck extends StallCheck {

    private final StoreLag lag;

    /**
     * A check on what {@code lag} last learned.
     *
     * @param patience how long a store may stand still
     */
    public LagCheck(StoreLag lag, Duration patience) {
        super("lag", "Nothing stored", patience);
        this.lag = lag;
    }

    @Override
    protected List<String> stalled(Duration longerThan) {
        return lag.stalled(longerThan);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        super.doCall(builder, options);
        builder.detail("messages", lag.getMessages());
        List<String> waiting = lag.waiting();
        if (!waiting.isEmpty()) {
            builder.message("Nothing is stored until somebody decides: " + first(waiting)
                            + "; wadi.offsets.beyond-end=restart begins with the oldest message")
                    .down();
        }
    }
}
