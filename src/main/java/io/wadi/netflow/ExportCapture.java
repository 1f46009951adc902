package io.wadi.netflow;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** A capture with datagrams of exporters, and what was found in it. Thread-safe. */
public final class ExportCapture {

    /** What a frame is. Every frame is exactly one of these. */
    public enum Frame {
        /** A datagram of an exporter, which went to the decoder. */
        DATAGRAM,
        /** An IP packet that is none: another protocol, another port, a fragment. */
        OTHER,
        /** Not IP. */
        NOT_IP,
        /** Not decodable as far as its UDP header. */
        REJECTED
    }

    private final Path file;
    private final AtomicLongArray frames = new AtomicLongArray(Frame.values().length);
    private final AtomicLong readBytes = new AtomicLong();
    private volatile boolean finished;
    private volatile String problem;

    ExportCapture(Path file) {
        this.file = file;
    }

    void count(Frame frame, int bytes) {
        frames.incrementAndGet(frame.ordinal());
        readBytes.addAndGet(bytes);
    }

    /** Ends the capture; {@code newProblem} is null if it was read to its end. */
    void finish(String newProblem) {
        problem = newProblem;
        finished = true;
    }

    /** The file as given; {@code -} is standard input. */
    public Path file() {
        return file;
    }

    /** Frames of this kind. */
    public long count(Frame frame) {
        return frames.get(frame.ordinal());
    }

    /** All frames. */
    public long frames() {
        long sum = 0;
        for (Frame frame : Frame.values()) {
            sum += count(frame);
        }
        return sum;
    }

    /** Bytes of the frames read so far. */
    public long readBytes() {
        return readBytes.get();
    }

    /** Whether it was read to its end. */
    public boolean isRead() {
        return finished && problem == null;
    }

    /** Why it was not read to its end, in one sentence; null if it was, or is still being read. */
    public String problem() {
        return problem;
    }
}
