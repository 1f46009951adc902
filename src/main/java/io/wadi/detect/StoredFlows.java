package io.wadi.detect;

import io.wadi.store.StoreLag;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time up to which flows are stored, by the lag of their stores: now if they have no lag, otherwise the time of
 * the latest packet of the partition that is furthest behind. It is never further back than detections catch up.
 */
public final class StoredFlows implements StoredTime {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFlows.class);
    private static final Duration WORTH_SAYING = Duration.ofMinutes(10);

    private final StoreLag lag;
    private final Set<String> consumers;
    private final Duration longestWait;
    private boolean behind;

    /**
     * Creates the stored time of these consumers.
     *
     * @param lag measured at each call
     * @param longestWait the longest delay behind the wall clock
     */
    public StoredFlows(StoreLag lag, Set<String> consumers, Duration longestWait) {
        this.lag = lag;
        this.consumers = consumers;
        this.longestWait = longestWait;
    }

    @Override
    public synchronized Instant until(Instant now) {
        lag.refresh();
        Instant until = lag.storedUntil(consumers).orElse(now);
        Instant earliest = now.minus(longestWait);
        until = until.isBefore(earliest) ? earliest : until;
        until = until.isAfter(now) ? now : until;
        say(until, now);
        return until;
    }

    private void say(Instant until, Instant now) {
        boolean nowBehind = until.isBefore(now.minus(WORTH_SAYING));
        if (nowBehind && !behind) {
            LOG.warn("Detections evaluate flows up to {}: the stores of flows are behind", until);
        } else if (!nowBehind && behind) {
            LOG.info("Detections evaluate current flows again");
        }
        behind = nowBehind;
    }
}
