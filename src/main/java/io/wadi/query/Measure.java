package io.wadi.query;

import io.wadi.filter.FlowField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted of flows. */
enum Measure {
    BYTES(true, "wadi_capped(sum(bytes)%s)", Rows.BY_TIME, ""),
    PACKETS(true, "wadi_capped(sum(packets)%s)", Rows.BY_TIME, ""),
    /** Stored flows: a flow counts once in each window in which it has packets, for each probe. */
    FLOWS(false, "wadi_capped(sum(flows)%s)", Rows.BY_BEGIN, ", %1$s as flows"),
    /** Addresses that sent or received. */
    HOSTS(true, "count(distinct host)%s", Rows.OF_EACH_END, ""),
    /** The share of TCP packets that were sent again, 0 to 1; unknown without TCP packets. */
    RETRANSMISSIONS(
            false,
            "(sum(retransmissions)%1$s::float8 / nullif(sum(tcp_packets)%1$s, 0))",
            Rows.BY_BEGIN,
            ", sum(retransmissions) as retransmissions, sum(packets) filter (where transport = 'TCP') as tcp_packets"),
    /** The median of the round-trip times of the flows, in milliseconds; unknown without a TCP handshake. */
    RTT_P50(false, "percentile_disc(0.5) within group (order by rtt_millis)%s", Rows.OF_EACH_FLOW, Rows.RTT),
    /** The 95th percentile of the same, by the nearest-rank method. */
    RTT_P95(false, "percentile_disc(0.95) within group (order by rtt_millis)%s", Rows.OF_EACH_FLOW, Rows.RTT);

    private final boolean isInSums;
    private final String aggregate;
    private final Rows rows;
    private final String more;

    /** The rows that are aggregated again by rank. */
    private enum Rows {
        /** Of a group in a bucket; what a flow has is spread over short buckets. */
        BY_TIME,
        /** Of a group in a bucket; a flow counts as a whole where it begins. */
        BY_BEGIN,
        /** The same of each address; packets and bytes count where it sent them. */
        OF_EACH_END,
        /** Of each flow, where it begins. */
        OF_EACH_FLOW;

        private static final String RTT = ", (extract(epoch from rtt) * 1000)::float8 as rtt_millis";
    }

    Measure(boolean isInSums, String aggregate, Rows rows, String more) {
        this.isInSums = isInSums;
        this.aggregate = aggregate;
        this.rows = rows;
        this.more = more;
    }

    /** Whether what a flow has of it is spread over buckets that are shorter than a window. */
    boolean isSpread() {
        return rows == Rows.BY_TIME || countsEnds();
    }

    /** Whether both ends of a flow count. */
    boolean countsEnds() {
        return rows == Rows.OF_EACH_END;
    }

    /** Whether it cannot be aggregated twice. */
    boolean needsEachFlow() {
        return rows == Rows.OF_EACH_FLOW;
    }

    /**
     * The SQL of the columns that it needs of a row.
     *
     * @param flows the SQL of the number of flows of aggregated rows
     */
    String columns(boolean ofPieces, String flows) {
        if (needsEachFlow()) {
            return "packets, bytes" + more;
        }
        return "sum(%1$spackets%2$s) as packets, sum(%1$sbytes%2$s) as bytes"
                        .formatted(ofPieces ? "piece_" : "", countsEnds() ? " * sent" : "")
                + more.formatted(flows);
    }

    /** Whether it pays to add up the rows of an address before its values of this field are looked up or computed. */
    boolean isGatheredBy(FlowField field) {
        return !needsEachFlow() && !countsEnds() && (field.kind().isNamed() || isInSums && field.isDerived());
    }

    /** The SQL of sums that it needs of rows that are gathered before they are aggregated, besides packets and bytes. */
    String gathered() {
        return switch (this) {
            case FLOWS -> ", sum(flows) as flows";
            case RETRANSMISSIONS -> ", sum(retransmissions) as retransmissions";
            default -> "";
        };
    }

    /** The columns by which such rows have to be told apart for it. */
    Stream<String> gatheredBy() {
        return this == RETRANSMISSIONS ? Stream.of("transport") : Stream.empty();
    }

    /** The names of all measures. */
    static String words() {
        return Arrays.stream(values()).map(Measure::word).collect(Collectors.joining(", "));
    }

    static Optional<Measure> named(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst();
    }

    /** Its name in questions and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether sums by hour and day have it; otherwise only windows do. */
    boolean isInSums() {
        return isInSums;
    }

    /** Whether details by hour and day have it: all but what needs the times of each flow. */
    boolean isInDetails() {
        return !needsEachFlow();
    }

    /** Whether details with all ports have it. */
    boolean isInDetailsOfPorts() {
        return isInDetails() && this != RETRANSMISSIONS;
    }

    /** The SQL of its aggregate over the rows of one of the two periods. */
    String of(boolean isFormer) {
        return aggregate.formatted(" filter (where " + (isFormer ? "" : "not ") + "is_former)");
    }

    /** The same over the rows of one group in one bucket and period, where each address has one row. */
    String ofCell() {
        return countsEnds() ? "count(*)" : of(false);
    }

    /** Whether a period without flows has 0 of it; otherwise that is unknown. */
    boolean isCount() {
        return this != RETRANSMISSIONS && !needsEachFlow();
    }
}
