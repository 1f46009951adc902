package io.wadi.pcap;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** A filter that libpcap compiles for each link type, and runs over the bytes. */
final class BpfFilter implements FrameFilter {

    private static final int SNAPLEN = 262_144;
    private static final int ETHERNET = 1;

    /** Ethernet first, whose message is shown; then Radiotap, raw IP and Linux SLL, which know other words. */
    private static final int[] USUAL_LINK_TYPES = {ETHERNET, 127, 101, 113};

    /** More than any capture has. */
    private static final int MOST_LINK_TYPES = 64;

    private final String expression;
    private final Map<Integer, Optional<BpfProgram>> programs = new HashMap<>();
    private byte[] bytes = new byte[2048];

    private BpfFilter(String expression) {
        this.expression = expression;
    }

    /** A filter in the syntax of pcap-filter(7). */
    static BpfFilter of(String expression) {
        LibPcap.require();
        return new BpfFilter(expression);
    }

    /**
     * Checks an expression when no capture is open; without libpcap it accepts everything.
     *
     * @throws CaptureException if the expression is valid for no usual link type
     */
    static void checkWithoutCapture(String expression) throws CaptureException {
        if (!LibPcap.isPresent()) {
            return;
        }
        CaptureException refused = null;
        for (int linkType : USUAL_LINK_TYPES) {
            try (BpfFilter filter = of(expression)) {
                filter.check(linkType);
                return;
            } catch (CaptureException e) {
                refused = refused == null ? e : refused;
            }
        }
        throw refused;
    }

    @Override
    public void check(int linkType) throws CaptureException {
        int checked = linkType < 0 ? ETHERNET : linkType;
        try {
            programs.put(checked, Optional.of(compile(checked)));
        } catch (PcapNativeException | NotOpenException e) {
            throw new CaptureException(
                    "Option filter is not a valid capture filter (pcap-filter(7)): " + expression + ": "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public boolean accepts(CaptureFile frame) {
        Optional<BpfProgram> program = programs.get(frame.linkType());
        if (program == null) {
            program = further(frame.linkType());
        }
        if (program.isEmpty()) {
            return false;
        }
        int count = Math.min(frame.captured(), CaptureFile.MOST_CAPTURED);
        if (count > bytes.length) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
        frame.copyTo(bytes, 0, count);
        return program.get().applyFilter(bytes, frame.length(), count);
    }

    /** A link type without what the filter asks for has no frame that it accepts. */
    private Optional<BpfProgram> further(int linkType) {
        if (programs.size() >= MOST_LINK_TYPES) {
            return Optional.empty();
        }
        Optional<BpfProgram> program = Optional.empty();
        try {
            program = Optional.of(compile(linkType));
        } catch (PcapNativeException | NotOpenException e) {
            CaptureLog.LOG.warn("The filter accepts no frame of link type {}: {}", linkType, e.getMessage());
        }
        programs.put(linkType, program);
        return program;
    }

    private BpfProgram compile(int linkType) throws PcapNativeException, NotOpenException {
        try (PcapHandle dead = Pcaps.openDead(DataLinkType.getInstance(libraryNumber(linkType)), SNAPLEN)) {
            return dead.compileFilter(expression, BpfCompileMode.OPTIMIZE, noNetmask());
        }
    }

    /** libpcap has other numbers in files than in its library for these. */
    private static int libraryNumber(int linkType) {
        return switch (linkType) {
            case 100 -> 11;
            case 101 -> 12;
            case 106 -> 19;
            default -> linkType;
        };
    }

    private static Inet4Address noNetmask() {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        programs.values().forEach(program -> program.ifPresent(BpfProgram::free));
        programs.clear();
    }
}
