package io.wadi.pcap;

import java.nio.file.Path;

/**
 * The frames of a capture file, one after the other, for programs that need their bytes. It reads pcap and pcapng,
 * compressed or not, as {@code pcap:file:} does. Not thread-safe.
 */
public final class CapturedFrames implements AutoCloseable {

    /** A time stamp that does not fit into nanoseconds since the epoch. */
    public static final long NO_TIMESTAMP = FrameReader.NO_TIMESTAMP;

    private final FrameReader reader;
    private byte[] bytes = new byte[1 << 16];
    private int kept;

    private CapturedFrames(FrameReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a capture.
     *
     * @param file its path; {@code -} is standard input
     * @throws CaptureException with one sentence, if the file is missing, unreadable or not a capture
     */
    public static CapturedFrames open(Path file) throws CaptureException {
        return new CapturedFrames(CaptureFiles.open(file));
    }

    /**
     * Moves to the next frame.
     *
     * @return false at the end of the capture
     * @throws CaptureException if the capture cannot be read further, with the reason
     */
    public boolean next() throws CaptureException {
        FrameReader.Read read = reader.next();
        while (read == FrameReader.Read.NOTHING_YET) {
            read = reader.next();
        }
        if (read == FrameReader.Read.END) {
            return false;
        }
        kept = Math.min(Math.max(0, reader.captured()), CaptureFile.MOST_CAPTURED);
        if (kept > bytes.length) {
            bytes = new byte[kept];
        }
        reader.copyTo(bytes, 0, kept);
        return true;
    }

    /** The captured bytes, {@link #captured()} of them from index 0; valid until the next frame. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of captured bytes. */
    public int captured() {
        return kept;
    }

    /** Bytes on the wire. */
    public int length() {
        return reader.length();
    }

    /** libpcap's number of the link layer. */
    public int linkType() {
        return reader.linkType();
    }

    /** Nanoseconds since the epoch, or {@link #NO_TIMESTAMP}. */
    public long timestampNanos() {
        return reader.timestampNanos();
    }

    @Override
    public void close() {
        reader.close();
    }
}
