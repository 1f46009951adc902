package io.wadi.pcap;

/** One interface or one capture file: its name, counters and state. */
public final class PcapSource {

    /** Where a source stands. */
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

    /** Field {@code probe} of the packets from here. */
    public String probe() {
        return probe;
    }

    /** What happened to its frames. */
    public PcapCounters counters() {
        return counters;
    }

    /** Bytes of the file; 0 where unknown. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Bytes of records read so far, about how far into the file the reading is. */
    public long readBytes() {
        return capturedBytes;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Whether it is a file that was read to its end, and not only as far as it goes. */
    public boolean isReadToItsEnd() {
        return state == State.FINISHED && problem == null;
    }

    /** Why it ended early or does not work now, in one sentence; null when all is well. */
    public String problem() {
        return problem;
    }

    void state(State newState, String newProblem) {
        problem = newProblem;
        state = newState;
    }

    void read(long bytes) {
        capturedBytes += bytes;
    }
}
