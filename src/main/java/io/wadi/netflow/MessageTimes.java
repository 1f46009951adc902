package io.wadi.netflow;

/**
 * The times of one datagram, and the times of the flows in it. Not thread-safe.
 *
 * <p>If the exporter's clock differs from the time of arrival by more than {@link #TOLERANCE_NANOS}, the times of its
 * flows are moved by the difference, because flows that are years off would be stored where nobody looks.
 */
final class MessageTimes {

    /** Most nanoseconds between the clocks of exporter and collector; network delay is part of it. */
    static final long TOLERANCE_NANOS = 300_000_000_000L;

    static final long NANOS_PER_MILLI = 1_000_000L;
    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;
    private static final long NANOS_PER_MICRO = 1_000L;

    /** RFC 5905 section 6: NTP time starts in 1900. */
    private static final long NTP_OFFSET_SECONDS = 2_208_988_800L;

    /** The last millisecond that nanoseconds in a long can express: in the year 2262. */
    private static final long MOST_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;

    private long exportNanos;
    private Arrival arrival;
    private long receivedNanos;
    private int uptimeMillis;
    private boolean hasUptime;
    private long startMillis;
    private long shift;
    private long first;
    private long last;

    /** Sets the times of a datagram whose header has an uptime. */
    void set(long export, Arrival of, int uptime) {
        exportNanos = export;
        arrival = of;
        receivedNanos = of.nanos();
        uptimeMillis = uptime;
        hasUptime = true;
        shift = Math.abs(receivedNanos - export) > TOLERANCE_NANOS ? receivedNanos - export : 0;
    }

    /** Sets the times of a datagram whose header has no uptime. */
    void set(long export, Arrival of) {
        set(export, of, 0);
        hasUptime = false;
    }

    /** How much later the exporter's clock is than that of the collector, in nanoseconds. */
    long skewNanos() {
        return exportNanos - receivedNanos;
    }

    boolean isSkewed() {
        return shift != 0;
    }

    boolean hasUptime() {
        return hasUptime;
    }

    int uptimeMillis() {
        return uptimeMillis;
    }

    Arrival arrival() {
        return arrival;
    }

    long receivedNanos() {
        return receivedNanos;
    }

    long exportNanos() {
        return exportNanos;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /**
     * Reads the first and last time of a record.
     *
     * @param exporterStart when the exporter started, milliseconds since the epoch, for records of protocols whose
     *     header has no uptime; negative if unknown
     * @return false if they were impossible and had to be replaced
     */
    boolean read(FieldValues values, long exporterStart) {
        startMillis = values.get(FlowField.START_MILLIS, exporterStart);
        long end = end(values);
        long start = start(values, end);
        last = end == NONE ? start == NONE ? exportNanos : start : end;
        first = start == NONE ? last : start;
        last += shift;
        first += shift;
        return limit();
    }

    private boolean limit() {
        long earliest = receivedNanos - ExportedFlow.LONGEST_NANOS;
        if (last > receivedNanos + TOLERANCE_NANOS || last < earliest) {
            last = receivedNanos;
            first = receivedNanos;
            return false;
        }
        if (first > last || first < 0 || last - first > ExportedFlow.LONGEST_NANOS) {
            first = last;
            return false;
        }
        return true;
    }

    private long end(FieldValues values) {
        return firstOf(
                millis(values, FlowField.LAST_MILLIS),
                uptime(values, FlowField.LAST_UPTIME),
                seconds(values, FlowField.LAST_SECONDS),
                ntp(values, FlowField.LAST_MICROS),
                ntp(values, FlowField.LAST_NANOS),
                beforeExport(values, FlowField.LAST_DELTA_MICROS));
    }

    private long start(FieldValues values, long end) {
        return firstOf(
                millis(values, FlowField.FIRST_MILLIS),
                uptime(values, FlowField.FIRST_UPTIME),
                seconds(values, FlowField.FIRST_SECONDS),
                ntp(values, FlowField.FIRST_MICROS),
                ntp(values, FlowField.FIRST_NANOS),
                beforeExport(values, FlowField.FIRST_DELTA_MICROS),
                before(end, values, FlowField.DURATION_MILLIS, NANOS_PER_MILLI),
                before(end, values, FlowField.DURATION_MICROS, NANOS_PER_MICRO));
    }

    private static long firstOf(long... times) {
        for (long time : times) {
            if (time != NONE) {
                return time;
            }
        }
        return NONE;
    }

    private static long millis(FieldValues values, FlowField field) {
        long millis = values.get(field, -1);
        return millis < 0 || millis > MOST_MILLIS ? NONE : millis * NANOS_PER_MILLI;
    }

    private static long seconds(FieldValues values, FlowField field) {
        long seconds = values.get(field, -1);
        return seconds < 0 || seconds > MOST_MILLIS / 1000 ? NONE : seconds * NANOS_PER_SECOND;
    }

    /** Milliseconds since the exporter's start, 32 bits that wrap after 49.7 days (RFC 3954 section 8). */
    private long uptime(FieldValues values, FlowField field) {
        if (!values.has(field)) {
            return NONE;
        }
        long uptime = values.get(field, 0);
        if (hasUptime) {
            return exportNanos - (uptimeMillis - (int) uptime) * NANOS_PER_MILLI;
        }
        boolean isKnown = startMillis >= 0 && uptime >= 0 && uptime <= MOST_MILLIS - startMillis;
        return isKnown ? (startMillis + uptime) * NANOS_PER_MILLI : NONE;
    }

    /** RFC 7011 section 6.1.9 and 6.1.10: seconds and fraction as in NTP. */
    private static long ntp(FieldValues values, FlowField field) {
        if (!values.has(field)) {
            return NONE;
        }
        long bits = values.get(field, 0);
        long fraction = (bits & 0xffff_ffffL) * NANOS_PER_SECOND >>> 32;
        return ((bits >>> 32) - NTP_OFFSET_SECONDS) * NANOS_PER_SECOND + fraction;
    }

    private long beforeExport(FieldValues values, FlowField field) {
        return before(exportNanos, values, field, NANOS_PER_MICRO);
    }

    private static long before(long time, FieldValues values, FlowField field, long unit) {
        long amount = values.get(field, -1);
        return time == NONE || amount < 0 || amount > time / unit ? NONE : time - amount * unit;
    }
}
