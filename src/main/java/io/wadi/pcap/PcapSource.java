package io.wadi.pcap;

import java.util.List;

/** One interface or one capture file: its name, counters and state. */
public final class PcapSource {

    /** The state of a source. */
    public enum State {
        WAITING,
        READING,
        FINISHED,
        FAILED
    }

    private final String name;
    private final String probe;
    private final PcapCounters counters;
    private final long sizeBytes;
    private volatile State state = State.WAITING;
    private volatile String problem;
    private volatile long capturedBytes;
    private volatile List<FileInterface.Counts> interfaces = List.of();

    PcapSource(String name, String probe, long sizeBytes, PcapCounters total) {
        this.name = name;
        this.probe = probe;
        this.sizeBytes = sizeBytes;
        this.counters = new PcapCounters(total);
    }

    /** The interface's name or the file's path as given; {@code -} is standard input. */
    public String name() {
        return name;
    }

    /** Value of field {@code probe} of its packets. */
    public String probe() {
        return probe;
    }

    /** The outcomes of its frames. */
    public PcapCounters counters() {
        return counters;
    }

    /** Size of the file in bytes; 0 if unknown. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Bytes of the records read so far, approximately the position in the file. */
    public long readBytes() {
        return capturedBytes;
    }

    /** The current state. */
    public State state() {
        return state;
    }

    /** Whether it is a file that was read completely. */
    public boolean isReadToItsEnd() {
        return state == State.FINISHED && problem == null;
    }

    /** Why it ended early or does not work, in one sentence; null if it works. */
    public String problem() {
        return problem;
    }

    /** The interfaces that a pcapng file names, with their counts; empty until the file is read. */
    public List<FileInterface.Counts> interfaces() {
        return interfaces;
    }

    void interfaces(List<FileInterface.Counts> counts) {
        interfaces = counts;
    }

    void state(State newState, String newProblem) {
        problem = newProblem;
        state = newState;
    }

    void read(long bytes) {
        capturedBytes += bytes;
    }
}
