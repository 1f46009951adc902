package io.wadi.pcap;

/** A capture filter for the frames of files. */
interface FrameFilter extends AutoCloseable {

    /** Accepts every frame. */
    FrameFilter NONE = frame -> true;

    /** A filter in the syntax of pcap-filter(7); null or blank accepts everything, and needs no libpcap. */
    static FrameFilter of(String expression) {
        return expression == null || expression.isBlank() ? NONE : BpfFilter.of(expression);
    }

    boolean accepts(CaptureFile frame);

    /**
     * Compiles the filter.
     *
     * @param linkType the link type of the first frames; -1 if the file does not tell it yet
     * @throws CaptureException if it is invalid
     */
    default void check(int linkType) throws CaptureException {
        // Most have nothing to compile.
    }

    @Override
    default void close() {
        // Most hold nothing.
    }
}
