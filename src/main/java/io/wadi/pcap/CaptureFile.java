package io.wadi.pcap;

import java.util.List;

/** A capture file or pipe; its format is that of the subclass. */
abstract class CaptureFile implements FrameReader {

    /**
     * Most bytes that are kept of a frame: libpcap's own limit for link layers that carry IP. Of others (D-Bus, USB),
     * nothing is decoded.
     */
    static final int MOST_CAPTURED = 262_144;

    /** Most bytes of a record; a larger number is no length. It is libpcap's limit for any link layer. */
    static final int MOST_RECORD = 128 << 20;

    /** After this many frames that the filter refuses, the caller can look whether it is told to stop. */
    private static final int REFUSED_AT_ONCE = 10_000;

    final CaptureBytes in;
    long timestampNanos;
    int captured;
    int length;
    int linkType;
    private FrameFilter filter = FrameFilter.NONE;
    private boolean piped;

    CaptureFile(CaptureBytes in) {
        this.in = in;
    }

    /** Moves to the next frame, whose kept bytes are then the next ones of {@link #in}. */
    abstract Read read() throws CaptureException;

    /** The link type of the first frames, if the file tells one before them; otherwise -1. */
    abstract int firstLinkType() throws CaptureException;

    /**
     * Sets a filter.
     *
     * @throws CaptureException if it is invalid
     */
    void filter(FrameFilter newFilter) throws CaptureException {
        filter = newFilter;
        filter.check(firstLinkType());
    }

    /** Declares that another program may still write. */
    void piped() {
        piped = true;
    }

    @Override
    public final Read next() throws CaptureException {
        for (int refused = 0; refused < REFUSED_AT_ONCE; refused++) {
            Read read = read();
            if (read != Read.FRAME || filter.accepts(this)) {
                return read;
            }
        }
        return Read.NOTHING_YET;
    }

    /** The reason why the data ends within a record. */
    final CaptureException cut(long needed) {
        String reason = in.problem() != null
                ? in.problem()
                : "its last record is truncated: it has " + in.available() + " of " + needed + " bytes";
        return new CaptureException(reason);
    }

    /** The end of the data, if that is where the capture ends. */
    final Read end() throws CaptureException {
        if (in.problem() != null) {
            throw new CaptureException(in.problem());
        }
        return Read.END;
    }

    @Override
    public boolean isPiped() {
        return piped;
    }

    @Override
    public long timestampNanos() {
        return timestampNanos;
    }

    @Override
    public int captured() {
        return captured;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public void copyTo(byte[] target, int at, int count) {
        in.copyTo(0, target, at, count);
    }

    @Override
    public void statistics(PcapCounters counters) {
        long system = 0;
        long networkInterface = 0;
        for (FileInterface.Counts counts : interfaces()) {
            system += counts.droppedBySystem();
            networkInterface += counts.droppedByInterface();
        }
        counters.handleStatistics(system, networkInterface);
    }

    @Override
    public List<FileInterface.Counts> interfaces() {
        return List.of();
    }

    @Override
    public void close() {
        filter.close();
        in.close();
    }
}
