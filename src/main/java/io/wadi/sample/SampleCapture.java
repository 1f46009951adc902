package io.wadi.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes a synthetic capture, ordered by time and in one pass. Only running conversations are in memory, so only the
 * disk limits the length of a capture.
 *
 * @param packets number of packets, at least 1; the file has exactly as many records
 * @param seed the same seed and number of packets give the same bytes; another seed gives other packets
 * @param start time of the first packet, 1970 to 2105
 * @param workload what happens in it
 */
public record SampleCapture(long packets, long seed, Instant start, Workload workload) {

    /** Default number of packets: about a minute of the office. */
    public static final long DEFAULT_PACKETS = 20_000;

    /** Default seed. */
    public static final long DEFAULT_SEED = 1;

    /** Default time of the first packet. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long NANOS = 1_000_000_000L;
    private static final Instant LATEST_START = Instant.parse("2106-01-01T00:00:00Z");

    /**
     * What was written.
     *
     * @param packets records in the file
     * @param bytes size of the file
     * @param start time of its first packet
     * @param span time from the first packet to the last
     */
    public record Summary(long packets, long bytes, Instant start, Duration span) {}

    /** Checks the ranges. */
    public SampleCapture {
        if (packets < 1) {
            throw new IllegalArgumentException("a capture must have at least one packet, not " + packets);
        }
        if (start.isBefore(Instant.EPOCH) || !start.isBefore(LATEST_START)) {
            throw new IllegalArgumentException("a capture file can hold times from 1970 to 2105, not " + start);
        }
    }

    /** A capture of the office. */
    public SampleCapture(long packets, long seed, Instant start) {
        this(packets, seed, start, Workload.OFFICE);
    }

    /** The capture of {@code ./wadi sample} without options. */
    public SampleCapture() {
        this(DEFAULT_PACKETS, DEFAULT_SEED, DEFAULT_START);
    }

    /**
     * Writes the capture in the pcap format with nanoseconds.
     *
     * @param out the output; buffered here, flushed, and not closed
     * @throws IOException if writing to {@code out} fails
     */
    public Summary write(OutputStream out) throws IOException {
        long startNanos = start.getEpochSecond() * NANOS + start.getNano();
        Habits traffic = workload.habits(startNanos, new Dice(seed));
        FrameWriter frame = new FrameWriter();
        PcapWriter file = new PcapWriter(out);
        long first = traffic.next(frame);
        long now = first;
        file.write(startNanos, frame.octets());
        for (long written = 1; written < packets; written++) {
            now = traffic.next(frame);
            file.write(startNanos + now - first, frame.octets());
        }
        file.flush();
        return new Summary(packets, file.bytes(), start, Duration.ofNanos(now - first));
    }
}
