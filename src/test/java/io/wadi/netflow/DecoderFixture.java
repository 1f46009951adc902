package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A decoder with what it has read, at a clock that tests set. */
final class DecoderFixture {

    static final long SECOND = 1_000_000_000L;
    static final long NOW_SECONDS = 1_700_000_000L;
    static final IpAddress SENDER = IpAddress.parse("192.0.2.254");
    static final int PORT = 50_000;

    final NetflowCounters counters = new NetflowCounters();
    final List<ExportedFlow> flows = new ArrayList<>();
    final SourceBounds bounds;
    final DatagramDecoder decoder;
    private long cleared;
    long nowNanos = NOW_SECONDS * SECOND;
    private long clockNanos;

    DecoderFixture() {
        this(0);
    }

    DecoderFixture(long samplingRate) {
        this(options(samplingRate, ""));
    }

    DecoderFixture(DecoderOptions options) {
        this(options, new SourceBounds());
    }

    /** One of several workers with the same bounds. */
    DecoderFixture(SourceBounds bounds) {
        this(options(0, ""), bounds);
    }

    private DecoderFixture(DecoderOptions options, SourceBounds bounds) {
        this.bounds = bounds;
        MinuteBook book = new MinuteBook("test", new AtomicLong(), counters, bounds.minutes());
        decoder = new DatagramDecoder(options, counters, bounds, book);
    }

    /** Heap of templates and waiting data sets of all workers, in bytes. */
    long heldBytes() {
        return bounds.templateBytes().held() + bounds.waitingBytes().held();
    }

    static DecoderOptions options(long samplingRate, String allowed) {
        return new DecoderOptions(
                EnumSet.allOf(ExportProtocol.class),
                AllowedExporters.parse(allowed),
                ExporterNames.parse("192.0.2.254=r1"),
                samplingRate,
                3600 * SECOND);
    }

    /** Time passes. */
    void pass(long nanos) {
        nowNanos += nanos;
    }

    /** Somebody sets the clock of the machine: no time passes. */
    void setClock(long nanos) {
        nowNanos += nanos;
        clockNanos += nanos;
    }

    /** What the delivering thread does every second. */
    void sweep() {
        decoder.sources().expire(nowNanos - clockNanos);
    }

    /** Decodes a datagram; returns its outcome. */
    DatagramOutcome read(byte[] datagram) {
        return read(datagram, SENDER, PORT);
    }

    DatagramOutcome read(byte[] datagram, IpAddress sender, int port) {
        long[] before = outcomes();
        decoder.decode(datagram, 0, datagram.length, new Arrival(sender, port, nowNanos, nowNanos - clockNanos), flows);
        while (decoder.decodeWaiting(flows)) {
            // All of them.
        }
        long[] after = outcomes();
        for (DatagramOutcome outcome : DatagramOutcome.values()) {
            if (after[outcome.ordinal()] > before[outcome.ordinal()]) {
                return outcome;
            }
        }
        throw new AssertionError("a datagram without an outcome");
    }

    private long[] outcomes() {
        long[] counts = new long[DatagramOutcome.values().length];
        for (DatagramOutcome outcome : DatagramOutcome.values()) {
            counts[outcome.ordinal()] = counters.count(outcome);
        }
        return counts;
    }

    /** Forgets the flows read so far. */
    void clear() {
        cleared += flows.size();
        flows.clear();
    }

    /** The only flow. */
    ExportedFlow flow() {
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    /** The only stream. */
    ExporterReport report() {
        List<ExporterReport> reports = decoder.sources().reports();
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    /** The equations of {@link NetflowCounters} that a decoder alone keeps. */
    void assertAddsUp() {
        assertThat(counters.count(DatagramOutcome.DECODED)
                        + counters.count(DatagramOutcome.REFUSED)
                        + counters.rejected())
                .as("decoded + refused + rejected")
                .isEqualTo(counters.received());
        long records = 0;
        for (RecordOutcome outcome : RecordOutcome.values()) {
            records += counters.count(outcome);
        }
        assertThat(records).as("records by outcome").isEqualTo(counters.records());
        assertThat(counters.flows()).as("flows").isEqualTo(cleared + flows.size());
        List<ExporterReport> reports = decoder.sources().reports();
        if (reports.size() < SourceBounds.MOST_SOURCES) {
            assertThat(reports.stream().mapToLong(ExporterReport::records).sum())
                    .as("records by exporter")
                    .isEqualTo(counters.records());
        }
        assertThat(counters.waiting()).isNotNegative();
    }
}
