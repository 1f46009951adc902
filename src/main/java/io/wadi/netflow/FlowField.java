package io.wadi.netflow;

/** The facts that Wadi reads of a record. {@link InformationElements} maps elements to them. */
enum FlowField {
    SRC_V4,
    DST_V4,
    SRC_V6,
    DST_V6,
    SRC_PORT,
    DST_PORT,
    PROTOCOL,
    PACKETS,
    BYTES,
    PACKETS_TOTAL,
    BYTES_TOTAL,
    REVERSE_PACKETS,
    REVERSE_BYTES,
    TCP_FLAGS,
    REVERSE_TCP_FLAGS,
    ICMP_TYPE_CODE,
    ICMP_TYPE,
    ICMP_CODE,
    TOS,
    IN_INTERFACE,
    OUT_INTERFACE,
    NEXT_HOP_V4,
    NEXT_HOP_V6,
    SRC_AS,
    DST_AS,
    VLAN,
    DIRECTION,
    END_REASON,
    INTERFACE_NAME,
    INTERFACE_DESCRIPTION,
    SAMPLING_INTERVAL,
    PACKET_INTERVAL,
    PACKET_SPACE,
    SAMPLER_ID,
    FIRST_UPTIME,
    LAST_UPTIME,
    FIRST_SECONDS,
    LAST_SECONDS,
    FIRST_MILLIS,
    LAST_MILLIS,
    FIRST_MICROS,
    LAST_MICROS,
    FIRST_NANOS,
    LAST_NANOS,
    FIRST_DELTA_MICROS,
    LAST_DELTA_MICROS,
    START_MILLIS,
    DURATION_MILLIS,
    DURATION_MICROS;

    /** Number of fields; at most 64, because {@link FieldValues} has a bit for each. */
    static final int COUNT = values().length;

    /** Whether its value is an IPv6 address. */
    boolean isV6() {
        return this == SRC_V6 || this == DST_V6 || this == NEXT_HOP_V6;
    }

    /** Whether its value is a text; only those of options data are read. */
    boolean isText() {
        return this == INTERFACE_NAME || this == INTERFACE_DESCRIPTION;
    }

    /** Whether its value is an IPv4 address. */
    boolean isV4() {
        return this == SRC_V4 || this == DST_V4 || this == NEXT_HOP_V4;
    }
}
