package io.wadi.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What puts the groups of an answer in their order. All but the first need figures by time. */
enum Rank {
    /** The figure of the whole range, which ranks like the average over time. */
    AVERAGE,
    /** The highest bucket. */
    MAXIMUM,
    /** The last bucket. */
    LAST,
    /** The 95th percentile of all buckets, those without flows included, by the nearest-rank method. */
    P95;

    private static final int PERCENT = 95;

    static Optional<Rank> named(String word) {
        return Arrays.stream(values()).filter(rank -> rank.word().equals(word)).findFirst();
    }

    /** Its name in questions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The SQL of the score of a group from rows with its bucket and value. */
    String score(int buckets) {
        int fromTop = buckets - (buckets * PERCENT + 99) / 100;
        return switch (this) {
            case AVERAGE -> throw new IllegalStateException("has no buckets");
            case MAXIMUM -> "max(value)";
            case LAST -> "max(value) filter (where bucket = " + (buckets - 1) + ")";
            case P95 -> "(array_agg(value order by value desc nulls last))[" + (fromTop + 1) + "]";
        };
    }
}
