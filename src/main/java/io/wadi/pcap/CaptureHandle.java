package io.wadi.pcap;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/** An open interface or capture file, read frame by frame. Used by one thread, which also calls {@link #close()}. */
final class CaptureHandle implements AutoCloseable {

    /** The result of {@link #next()}. */
    enum Read {
        FRAME,
        NOTHING_YET,
        END
    }

    /** A time that does not fit into nanoseconds since the epoch. */
    static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
    private static final int FRACTION_AT = NativeLong.SIZE;
    private static final int CAPLEN_AT = 2 * NativeLong.SIZE;

    private final PcapHandle handle;
    private final Pointer pcap;
    private final int linkType;
    private final int nanosPerUnit;
    private final CapturePipe pipe;
    private final PointerByReference headerRef = new PointerByReference();
    private final PointerByReference dataRef = new PointerByReference();
    private long timestampNanos;
    private int captured;
    private int length;
    private Pointer data;
    private Readiness readiness;

    /**
     * Takes ownership of an open handle.
     *
     * @param filter capture filter, or null
     * @param pipe what libpcap reads instead of the capture itself, and knows whether it is complete; or null
     * @throws CaptureException if the filter is invalid; the handle is then closed
     */
    CaptureHandle(PcapHandle handle, String filter, CapturePipe pipe) throws CaptureException {
        this.handle = handle;
        this.pipe = pipe;
        pcap = LibPcap.Native.pointer(handle);
        linkType = handle.getDlt().value();
        nanosPerUnit = handle.getTimestampPrecision() == TimestampPrecision.NANO ? 1 : 1000;
        if (filter != null && !filter.isBlank()) {
            apply(filter);
        }
    }

    private void apply(String filter) throws CaptureException {
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw new CaptureException(
                    "Option filter is not a valid capture filter (pcap-filter(7)): " + filter + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Limits the time for which {@link #next()} waits, as far as the system can; for live handles.
     *
     * @throws CaptureException if libpcap refuses; the handle is then closed
     */
    void waitAtMost(int millis) throws CaptureException {
        int descriptor = LibPcap.Native.pcap_get_selectable_fd(pcap);
        if (descriptor < 0) {
            return;
        }
        try {
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            readiness = new Readiness(descriptor, millis);
        } catch (PcapNativeException | NotOpenException e) {
            handle.close();
            throw new CaptureException(e.getMessage(), e);
        }
    }

    /**
     * Reads the next frame.
     *
     * @throws CaptureException if libpcap cannot read on, with the message of libpcap or of the pipe
     */
    Read next() throws CaptureException {
        int status = LibPcap.Native.pcap_next_ex(pcap, headerRef, dataRef);
        return switch (status) {
            case 1 -> {
                readHeader(headerRef.getValue());
                data = dataRef.getValue();
                yield Read.FRAME;
            }
            case 0 -> nothingYet();
            case -2 -> end();
            default ->
                throw new CaptureException(
                        pipe != null && pipe.problem() != null ? pipe.problem() : LibPcap.Native.pcap_geterr(pcap));
        };
    }

    /** Whether {@link #next()} may wait for another program without a limit. */
    boolean isPiped() {
        return pipe != null;
    }

    private Read nothingYet() {
        if (readiness != null) {
            readiness.await();
        }
        return Read.NOTHING_YET;
    }

    private Read end() throws CaptureException {
        if (pipe != null && pipe.problem() != null) {
            throw new CaptureException(pipe.problem());
        }
        return Read.END;
    }

    /** {@code struct pcap_pkthdr}: seconds and fraction as longs of the platform, then two unsigned 32-bit integers. */
    private void readHeader(Pointer header) {
        long seconds = header.getNativeLong(0).longValue();
        long fraction = header.getNativeLong(FRACTION_AT).longValue();
        captured = header.getInt(CAPLEN_AT);
        length = header.getInt(CAPLEN_AT + 4);
        timestampNanos = nanos(seconds, fraction * nanosPerUnit);
    }

    /** pcap-savefile(5) has unsigned 32-bit seconds, but libpcap returns them as signed. */
    private static long nanos(long seconds, long nanos) {
        long unsigned = seconds < 0 && seconds >= Integer.MIN_VALUE ? seconds & 0xffff_ffffL : seconds;
        if (unsigned < 0 || unsigned > LAST_SECOND || nanos < 0 || nanos >= NANOS_PER_SECOND) {
            return NO_TIMESTAMP;
        }
        return unsigned * NANOS_PER_SECOND + nanos;
    }

    /** Nanoseconds since the epoch, or {@link #NO_TIMESTAMP}. */
    long timestampNanos() {
        return timestampNanos;
    }

    int captured() {
        return captured;
    }

    int length() {
        return length;
    }

    int linkType() {
        return linkType;
    }

    /** Copies the first {@code count} bytes of the frame, which must have that many. */
    void copyTo(byte[] target, int at, int count) {
        if (count > 0) {
            data.read(0, target, at, count);
        }
    }

    /** Updates the kernel's drop counts; files have none. */
    void statistics(PcapCounters counters) {
        try {
            PcapStat stats = handle.getStats();
            counters.handleStatistics(
                    Integer.toUnsignedLong((int) stats.getNumPacketsDropped()),
                    Integer.toUnsignedLong((int) stats.getNumPacketsDroppedByIf()));
        } catch (PcapNativeException | NotOpenException e) {
            // The last counts stay; the next read reports the error of the handle.
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
