package io.wadi.pcap;

import java.util.List;

/** An open interface or capture file, read frame by frame. Used by one thread, which also calls {@link #close()}. */
interface FrameReader extends AutoCloseable {

    /** The result of {@link #next()}. */
    enum Read {
        FRAME,
        NOTHING_YET,
        END
    }

    /** A time that does not fit into nanoseconds since the epoch. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    /**
     * Reads the next frame. The other methods describe it until the next call.
     *
     * @throws CaptureException if the source cannot be read further, with the reason
     */
    Read next() throws CaptureException;

    /** Whether {@link #next()} may wait for another program without a limit. */
    boolean isPiped();

    /** Nanoseconds since the epoch, or {@link #NO_TIMESTAMP}. */
    long timestampNanos();

    /** Captured bytes as stated by the source. */
    int captured();

    /** Bytes on the wire as stated by the source. */
    int length();

    /** libpcap's number of the link layer. */
    int linkType();

    /** Copies the first {@code count} bytes of the frame, which must have that many. */
    void copyTo(byte[] target, int at, int count);

    /** Updates the counts of frames that were dropped before the capture. */
    void statistics(PcapCounters counters);

    /** The interfaces that a file names, with their counts; empty for a live capture. */
    default List<FileInterface.Counts> interfaces() {
        return List.of();
    }

    @Override
    void close();
}
