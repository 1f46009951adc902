package io.wadi.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** The grain of the sums that answer a query: the longer the range, the coarser. */
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

    /** The finest that answers a range of this length quickly. */
    static Grain of(Duration range) {
        return first(grain -> range.compareTo(grain.longest) <= 0);
    }

    /** The same for sums by time and protocol, which cost less than those by host. */
    static Grain byTime(Duration range) {
        return first(grain -> range.compareTo(grain.longestByTime) <= 0);
    }

    private static Grain first(Predicate<Grain> serves) {
        return Arrays.stream(values()).filter(serves).findFirst().orElse(DAY);
    }

    /**
     * Seconds of one of its windows.
     *
     * @param flowWindowSeconds the length of the windows of table {@code flows}
     */
    int seconds(int flowWindowSeconds) {
        return switch (this) {
            case MINUTE -> flowWindowSeconds;
            case HOUR -> Math.max(3_600, flowWindowSeconds);
            case DAY -> 86_400;
        };
    }

    /** As SQL function {@code selected_flows} and the answers call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
