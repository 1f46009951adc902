package io.wadi.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is counted of flows. */
enum Measure {
    BYTES(true, "wadi_capped(sum(bytes)%s)"),
    PACKETS(true, "wadi_capped(sum(packets)%s)"),
    /** Stored flows: a flow counts once in each window in which it has packets, for each probe. */
    FLOWS(false, "wadi_capped(sum(flows)%s)"),
    /** Addresses that sent or received. */
    HOSTS(true, "count(distinct host)%s"),
    /** The share of TCP packets that were sent again, 0 to 1; unknown without TCP packets. */
    RETRANSMISSIONS(false, "(sum(retransmissions)%1$s::float8 / nullif(sum(tcp_packets)%1$s, 0))");

    private final boolean isInSums;
    private final String aggregate;

    Measure(boolean isInSums, String aggregate) {
        this.isInSums = isInSums;
        this.aggregate = aggregate;
    }

    static Optional<Measure> named(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst();
    }

    /** Its name in questions and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether sums by hour and day have it; otherwise only windows do. */
    boolean isInSums() {
        return isInSums;
    }

    /** The SQL of its aggregate over the rows of one of the two periods. */
    String of(boolean isFormer) {
        return aggregate.formatted(" filter (where " + (isFormer ? "" : "not ") + "is_former)");
    }

    /** Whether a period without flows has 0 of it; otherwise that is unknown. */
    boolean isCount() {
        return this != RETRANSMISSIONS;
    }
}
