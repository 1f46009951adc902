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

/** An open interface of libpcap. */
final class CaptureHandle implements FrameReader {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
    private static final int FRACTION_AT = NativeLong.SIZE;
    private static final int CAPLEN_AT = 2 * NativeLong.SIZE;

    private final PcapHandle handle;
    private final Pointer pcap;
    private final int linkType;
    private final int nanosPerUnit;
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
     * @throws CaptureException if the filter is invalid; the handle is then closed
     */
    CaptureHandle(PcapHandle handle, String filter) throws CaptureException {
        this.handle = handle;
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

    @Override
    public Read next() throws CaptureException {
        int status = LibPcap.Native.pcap_next_ex(pcap, headerRef, dataRef);
        return switch (status) {
            case 1 -> {
                readHeader(headerRef.getValue());
                data = dataRef.getValue();
                yield Read.FRAME;
            }
            case 0 -> nothingYet();
            case -2 -> Read.END;
            default -> throw new CaptureException(LibPcap.Native.pcap_geterr(pcap));
        };
    }

    @Override
    public boolean isPiped() {
        return false;
    }

    private Read nothingYet() {
        if (readiness != null) {
            readiness.await();
        }
        return Read.NOTHING_YET;
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
        if (count > 0) {
            data.read(0, target, at, count);
        }
    }

    @Override
    public void statistics(PcapCounters counters) {
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
