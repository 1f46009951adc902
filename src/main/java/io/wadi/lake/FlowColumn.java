package io.wadi.lake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of table {@code flows} in PostgreSQL that are grouped by, in DuckDB's SQL: how table {@code packets} has them,
 * and what the parts of a flow make of them. The stores merge parts in the order in which they come; the lake has no such
 * order, so the time of the packets stands for it.
 */
enum FlowColumn {
    SRC_IP(Of.KEY, ""),
    DST_IP(Of.KEY, ""),
    SRC_PORT(Of.KEY, ""),
    DST_PORT(Of.KEY, ""),
    TRANSPORT(Of.KEY, ""),
    PROBE(Of.KEY, ""),
    PROTOCOL(
            Of.PACKETS_TOO,
            "coalesce(arg_min(protocol, first_seen) filter (where protocol <> transport), max(transport))"),
    TCP_FLAGS(Of.PACKETS_TOO, "bit_or(coalesce(tcp_flags, 0))"),
    FIRST_SEEN(Of.TIMES, "min(first_seen)"),
    LAST_SEEN(Of.TIMES, "max(last_seen)"),
    NAME(Of.PACKETS_TOO, Of.LAST),
    FLOW(Of.PACKETS_TOO, Of.FIRST),
    VLAN(Of.PACKETS_TOO, Of.FIRST),
    /** In the lake in microseconds. */
    RTT(Of.FLOWS, Of.FIRST),
    IN_INTERFACE(Of.FLOWS, Of.LAST),
    OUT_INTERFACE(Of.FLOWS, Of.LAST),
    IN_INTERFACE_NAME(Of.FLOWS, Of.LAST),
    OUT_INTERFACE_NAME(Of.FLOWS, Of.LAST),
    EXPORTED_SRC_ASN(Of.FLOWS, Of.LAST),
    EXPORTED_DST_ASN(Of.FLOWS, Of.LAST),
    SAMPLING(Of.FLOWS, Of.LAST),
    NEXT_HOP(Of.FLOWS, Of.LAST),
    TOS(Of.FLOWS, Of.LAST),
    EXPORTED_DIRECTION(Of.FLOWS, Of.LAST),
    END_REASON(Of.FLOWS, Of.LAST);

    private static final Map<String, FlowColumn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(FlowColumn::title, Function.identity()));

    private final Of of;
    private final String merged;

    /** Where a column comes from. */
    private enum Of {
        /** Tells one flow from others. */
        KEY,
        PACKETS_TOO,
        TIMES,
        /** Only table {@code flows} has it. */
        FLOWS;

        private static final String FIRST = "arg_min(%1$s, first_seen)";
        private static final String LAST = "arg_max(%1$s, last_seen)";
    }

    FlowColumn(Of of, String merged) {
        this.of = of;
        this.merged = merged;
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if the lake has none
     */
    static FlowColumn named(String name) {
        FlowColumn column = BY_NAME.get(name);
        if (column == null) {
            throw new IllegalArgumentException("flows in the lake have no column " + name);
        }
        return column;
    }

    /** Its name in PostgreSQL and DuckDB. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isKey() {
        return of == Of.KEY;
    }

    /** The SQL of the column of a row of table {@code flows} of the lake. */
    String ofFlow() {
        return this == RTT ? "rtt_micros as rtt" : title();
    }

    /** The SQL of the column of a row of table {@code packets} of the lake. */
    String ofPacket() {
        return switch (of) {
            case KEY, PACKETS_TOO -> title();
            case TIMES -> "\"timestamp\" as " + title();
            case FLOWS -> "null as " + title();
        };
    }

    /** The SQL of what the parts of a flow make of it. */
    String merged() {
        return isKey() ? title() : merged.formatted(title()) + " as " + title();
    }

    /** The SQL of its text in CSV, as PostgreSQL reads it. */
    String text() {
        return this == RTT ? "rtt || ' microseconds'" : title();
    }
}
