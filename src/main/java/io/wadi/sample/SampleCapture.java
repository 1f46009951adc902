package io.wadi.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes a synthetic capture, in order of time and in one pass. Only running conversations are in memory, so the
 * disk is the only limit of a capture's length.
 *
 * @param packets how many, 1 or more; the file has exactly as many records
 * @param seed the same seed and number of packets give the same bytes; another seed another day in the same office
 * @param start when the first packet is captured, 1970 to 2105
 */
public record SampleCapture(long packets, long seed, Instant start) {

    /** Packets where nobody says how many: about a minute of the office. */
    public static final long DEFAULT_PACKETS = 20_000;

    /** Seed where nobody says which. */
    public static final long DEFAULT_SEED = 1;

    /** Time of the first packet where nobody says when. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long NANOS = 1_000_000_000L;
    private static final Instant LATEST_START = Instant.parse("2106-01-01T00:00:00Z");

    /**
     * What has been written.
     *
     * @param packets records in the file
     * @param bytes size of the file
     * @param start when its first packet is captured
     * @param span from the first packet to the last
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

    /** The capture of {@code ./wadi sample} without options. */
    public SampleCapture() {
        this(DEFAULT_PACKETS, DEFAULT_SEED, DEFAULT_START);
    }

    /**
     * Writes the capture in the pcap format with nanoseconds.
     *
     * @param out buffered here, flushed and left open
     * @throws IOException when {@code out} cannot take it
     */
    public Summary write(OutputStream out) throws IOException {
        long startNanos = start.getEpochSecond() * NANOS + start.getNano();
        Office office = new Office(startNanos, new Dice(seed));
        FrameWriter frame = new FrameWriter();
        PcapWriter file = new PcapWriter(out);
        long first = office.next(frame);
        long now = first;
        file.write(startNanos, frame.octets());
        for (long written = 1; written < packets; written++) {
            now = office.next(frame);
            file.write(startNanos + now - first, frame.octets());
        }
        file.flush();
        return new Summary(packets, file.bytes(), start, Duration.ofNanos(now - first));
    }
}
