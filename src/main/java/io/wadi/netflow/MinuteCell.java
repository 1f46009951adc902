package io.wadi.netflow;

/** The growing counts of one {@link ExporterMinute}. Not thread-safe; {@link Sources} guards it. */
final class MinuteCell {

    /** The number of a cell that is in no book. */
    static final long NOT_KEPT = 0;

    private static final long NANOS = 60_000_000_000L;

    final long number;
    final long minute;
    long datagrams;
    long records;
    long lost;
    long late;
    long restarts;
    long noTemplate;
    long dropped;
    long samplingRate;
    long skewMillis;

    /** Whether a later minute of the stream has begun. */
    boolean closed;

    private final Exporter exporter;
    private ExporterMinute confirmed;

    MinuteCell(long number, Exporter exporter, long minute) {
        this.number = number;
        this.exporter = exporter;
        this.minute = minute;
    }

    static long minuteOf(long nanos) {
        return Math.floorDiv(nanos, NANOS) * 60;
    }

    boolean isKept() {
        return number != NOT_KEPT;
    }

    ExporterMinute snapshot(String collector) {
        return new ExporterMinute(
                collector,
                number,
                exporter,
                minute,
                datagrams,
                records,
                lost,
                late,
                restarts,
                noTemplate,
                dropped,
                samplingRate,
                skewMillis);
    }

    void confirm(ExporterMinute arrived) {
        confirmed = arrived;
    }

    boolean isConfirmed(ExporterMinute now) {
        return now.equals(confirmed);
    }
}
