package io.wadi.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while something has made no progress for too long. It does not affect readiness. */
abstract class StallCheck extends AbstractHealthCheck {

    private static final int MOST_NAMED = 6;

    private final String missing;
    private final Duration patience;

    /**
     * Creates a check of one kind of progress.
     *
     * @param missing the missing progress, as the beginning of a sentence: {@code Nothing stored}
     * @param patience the longest time without progress
     */
    StallCheck(String id, String missing, Duration patience) {
        super("wadi", id);
        this.missing = missing;
        this.patience = patience;
    }

    /** Everything that has made no progress for this time, one phrase each. */
    protected abstract List<String> stalled(Duration longerThan);

    @Override
    public final boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> stalled = stalled(patience);
        builder.up();
        if (!stalled.isEmpty()) {
            builder.message(missing + " for " + patience.toSeconds() + " s: " + first(stalled))
                    .down();
        }
    }

    /** The first phrases only, because a topic may have a thousand partitions. */
    static String first(List<String> phrases) {
        String shown = phrases.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        return phrases.size() <= MOST_NAMED ? shown : shown + "; and " + (phrases.size() - MOST_NAMED) + " more";
    }
}
