package io.wadi.pcap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;

/** Opens interfaces and capture files, and says in one sentence why one cannot be opened. */
final class SourceOpener {

    private static final String CUT_SHORT = "its gzip data is cut short";

    /** How long a stop may go unnoticed. */
    private static final int LONGEST_WAIT_MILLIS = 100;

    private final PcapConfiguration options;

    SourceOpener(PcapConfiguration options) {
        this.options = options;
    }

    CaptureHandle open(PcapSource source) throws CaptureException {
        LibPcap.require();
        return options.getKind() == PcapConfiguration.Kind.live ? openLive(source.name()) : openFile(source.name());
    }

    private CaptureHandle openLive(String networkInterface) throws CaptureException {
        CaptureHandle handle = new CaptureHandle(activate(networkInterface), options.getFilter(), null);
        int millis = Math.min(options.getTimeoutMillis(), options.getBatchTimeoutMillis());
        handle.waitAtMost(Math.min(millis, LONGEST_WAIT_MILLIS));
        return handle;
    }

    private PcapHandle activate(String networkInterface) throws CaptureException {
        try {
            return live(networkInterface)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException nanosecondsRefused) {
            try {
                return live(networkInterface).build();
            } catch (PcapNativeException e) {
                throw new CaptureException(explainLive(networkInterface, e), e);
            }
        }
    }

    private PcapHandle.Builder live(String networkInterface) {
        return new PcapHandle.Builder(networkInterface)
                .snaplen(options.getSnaplen())
                .promiscuousMode(options.isPromiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(options.getTimeoutMillis())
                .bufferSize(options.getBufferSize())
                .immediateMode(options.isImmediateMode());
    }

    private static String explainLive(String networkInterface, PcapNativeException e) {
        String reason = String.valueOf(e.getMessage()).strip();
        if (reason.contains("ermission") || reason.contains("not permitted")) {
            return "Interface " + networkInterface + " may not be captured by this user: run as root, or give the java"
                    + " program the capability CAP_NET_RAW";
        }
        if (reason.contains("No such device") || reason.contains("doesn't exist")) {
            return "There is no interface " + networkInterface + ": './wadi interfaces' lists those there are";
        }
        return "Interface " + networkInterface + " cannot be captured: " + reason;
    }

    private CaptureHandle openFile(String name) throws CaptureException {
        if (name.equals("-")) {
            return openOffline("-", "standard input", null);
        }
        Path file = Path.of(name);
        try {
            if (!GzipSpool.isGzip(file)) {
                return openOffline(name, name, null);
            }
            try (GzipSpool spool = GzipSpool.unpack(file)) {
                // The file's name may go once libpcap holds it open.
                return openOffline(spool.path().toString(), name, spool.isCutShort() ? CUT_SHORT : null);
            }
        } catch (AccessDeniedException e) {
            throw new CaptureException("Capture file " + name + " may not be read by this user", e);
        } catch (IOException e) {
            throw new CaptureException(explainFile(file, e), e);
        }
    }

    private static String explainFile(Path file, IOException e) {
        if (!Files.exists(file)) {
            return "There is no capture file " + file;
        }
        return "Capture file " + file + " cannot be read: " + e.getMessage();
    }

    private CaptureHandle openOffline(String path, String shown, String endsShort) throws CaptureException {
        try {
            PcapHandle handle = Pcaps.openOffline(path, TimestampPrecision.NANO);
            return new CaptureHandle(handle, options.getFilter(), endsShort);
        } catch (PcapNativeException e) {
            throw new CaptureException("Capture file " + shown + " is no pcap or pcapng capture: " + e.getMessage(), e);
        }
    }
}
