package io.wadi.sample;

/** An exporter of the sample, with one class per protocol. */
abstract class SampleExporter {

    static final long NANOS_PER_MILLI = 1_000_000;
    static final long NANOS_PER_SECOND = 1_000_000_000L;

    final Direction path;
    final Dice dice;
    private final long bootNanos;

    /** Creates an exporter that has started at a time, on the way to its collector. */
    SampleExporter(Direction path, long bootNanos, Dice dice) {
        this.path = path;
        this.bootNanos = bootNanos;
        this.dice = dice;
    }

    /** From the exporter to the collector. */
    final Direction path() {
        return path;
    }

    /** Milliseconds since its start, in 32 bits. */
    final int uptime(long nanos) {
        return (int) ((nanos - bootNanos) / NANOS_PER_MILLI);
    }

    /** Writes the next datagram, and counts its flows and its sequence number. */
    abstract void write(long nowNanos, Octets out, ExportCounts counts);
}
