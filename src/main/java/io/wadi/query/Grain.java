package io.wadi.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** The grain of the aggregates that answer a query. Longer ranges have a coarser grain. */
public enum Grain {
    /** Windows of table {@code flows}. */
    MINUTE(Duration.ofHours(3), Duration.ofHours(6)),
    /** Table {@code flows_hour}. */
    HOUR(Duration.ofDays(8), Duration.ofDays(8)),
    /** Table {@code flows_day}. */
    DAY(Duration.ofDays(Integer.MAX_VALUE), Duration.ofDays(Integer.MAX_VALUE));

    private final Duration longest;
    private final Duration longestByTime;

    Grain(Duration longest, Duration longestByTime) {
        this.longest = longest;
        this.longestByTime = longestByTime;
    }

    /** The finest grain that answers a range of this length quickly. */
    static Grain of(Duration range) {
        return first(grain -> range.compareTo(grain.longest) <= 0);
    }

    /** Like {@link #of}, for aggregates by time and protocol, which are cheaper than those by host. */
    static Grain byTime(Duration range) {
        return first(grain -> range.compareTo(grain.longestByTime) <= 0);
    }

    private static Grain first(Predicate<Grain> serves) {
        return Arrays.stream(values()).filter(serves).findFirst().orElse(DAY);
    }

    /**
     * Length of a window in seconds.
     *
     * @param flowWindowSeconds window length of table {@code flows}
     */
    int seconds(int flowWindowSeconds) {
        return switch (this) {
            case MINUTE -> flowWindowSeconds;
            case HOUR -> Math.max(3_600, flowWindowSeconds);
            case DAY -> 86_400;
        };
    }

    /** Its name in SQL function {@code selected_flows} and in the answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
