package io.wadi.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while something has made no progress for longer than its patience. No matter of readiness. */
abstract class StallCheck extends AbstractHealthCheck {

    private static final int MOST_NAMED = 6;

    private final String missing;
    private final Duration patience;

    /**
     * A check of one kind of progress.
     *
     * @param missing what has not happened, at the beginning of a sentence: {@code Nothing stored}
     * @param patience how long it may not happen
     */
    StallCheck(String id, String missing, Duration patience) {
        super("wadi", id);
        this.missing = missing;
        this.patience = patience;
    }

    /** Who has made no progress for so long, a phrase each. */
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

    /** A topic may have a thousand partitions. */
    static String first(List<String> phrases) {
        String shown = phrases.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        return phrases.size() <= MOST_NAMED ? shown : shown + "; and " + (phrases.size() - MOST_NAMED) + " more";
    }
}
