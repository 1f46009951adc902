package io.wadi.pcap;

/** A file in the format of pcap-savefile(5), in either byte order, and its variants with longer record headers. */
final class PcapFile extends CaptureFile {

    private static final int HEADER = 24;
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;

    /** A patched libpcap of Linux: interface, protocol and kind after each record's header. */
    private static final int KUZNETZOV = 0xa1b2cd34;

    private static final int RECORD = 16;
    private static final int KUZNETZOV_RECORD = 24;
    private static final int LINK_TYPE_MASK = 0xffff;
    private static final int MAJOR = 2;
    private static final int MINOR = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int recordHeader;
    private final int nanosPerUnit;
    private final int minorVersion;
    private final long mostBytes;
    private int left;

    private PcapFile(CaptureBytes in, int magic) {
        super(in);
        recordHeader = magic == KUZNETZOV ? KUZNETZOV_RECORD : RECORD;
        nanosPerUnit = magic == NANOS ? 1 : 1000;
        minorVersion = in.u16(6);
        mostBytes = Math.max(MOST_CAPTURED, Math.min(in.u32(16), MOST_RECORD));
        linkType = in.i32(20) & LINK_TYPE_MASK;
        in.consume(HEADER);
    }

    /**
     * Reads the header of a file.
     *
     * @return null if the data does not start like such a file
     * @throws CaptureException if it does, but cannot be read
     */
    static PcapFile open(CaptureBytes in) throws CaptureException {
        if (!in.has(4) || !setOrder(in)) {
            return null;
        }
        if (!in.has(HEADER)) {
            throw new CaptureException(in.problem() != null ? in.problem() : "its header is truncated");
        }
        if (in.u16(4) != MAJOR || in.u16(6) > MINOR) {
            throw new CaptureException("its version " + in.u16(4) + "." + in.u16(6) + " is unknown");
        }
        return new PcapFile(in, in.i32(0));
    }

    private static boolean setOrder(CaptureBytes in) {
        in.order(false);
        if (!isMagic(in.i32(0))) {
            in.order(true);
        }
        return isMagic(in.i32(0));
    }

    private static boolean isMagic(int number) {
        return number == MICROS || number == NANOS || number == KUZNETZOV;
    }

    @Override
    int firstLinkType() {
        return linkType;
    }

    @Override
    Read read() throws CaptureException {
        if (!in.skip(left)) {
            throw cut(left);
        }
        left = 0;
        if (!in.has(recordHeader)) {
            if (in.available() == 0) {
                return end();
            }
            throw cut(recordHeader);
        }
        record();
        return Read.FRAME;
    }

    private void record() throws CaptureException {
        long seconds = in.u32(0);
        long nanos = in.u32(4) * nanosPerUnit;
        timestampNanos = nanos < NANOS_PER_SECOND ? seconds * NANOS_PER_SECOND + nanos : NO_TIMESTAMP;
        lengths(in.u32(8), in.u32(12));
        in.consume(recordHeader);
        int kept = Math.min(captured, MOST_CAPTURED);
        if (!in.has(kept)) {
            throw cut(captured);
        }
        left = captured;
    }

    /** Before version 2.3 the length on the wire was first, and in 2.3 programs differ. */
    private void lengths(long first, long second) throws CaptureException {
        boolean swapped = minorVersion < 3 || minorVersion == 3 && first > second;
        long bytes = swapped ? second : first;
        if (bytes > mostBytes) {
            throw new CaptureException(
                    "a record claims " + bytes + " captured bytes; at most " + mostBytes + " are possible");
        }
        captured = (int) bytes;
        length = (int) (swapped ? first : second);
    }
}
