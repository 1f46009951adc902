package io.wadi.pcap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** Opens interfaces and capture files. A failure is explained in one sentence. */
final class SourceOpener {

    /** Longest time before the capture thread notices a stop. */
    private static final int LONGEST_WAIT_MILLIS = 100;

    private final PcapConfiguration options;

    SourceOpener(PcapConfiguration options) {
        this.options = options;
    }

    FrameReader open(PcapSource source) throws CaptureException {
        return options.getKind() == PcapConfiguration.Kind.live ? openLive(source.name()) : openFile(source.name());
    }

    private FrameReader openLive(String networkInterface) throws CaptureException {
        LibPcap.require();
        CaptureHandle handle = new CaptureHandle(activate(networkInterface), options.getFilter());
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
            return "Interface " + networkInterface + " cannot be captured by this user: run as root, or give the java"
                    + " program the capability CAP_NET_RAW";
        }
        if (reason.contains("No such device") || reason.contains("doesn't exist")) {
            return CaptureInterface.missing(networkInterface, interfaces());
        }
        return "Interface " + networkInterface + " cannot be captured: " + reason;
    }

    private static List<String> interfaces() {
        try {
            return CaptureInterface.list().stream().map(CaptureInterface::name).toList();
        } catch (CaptureException e) {
            return List.of();
        }
    }

    private FrameReader openFile(String name) throws CaptureException {
        try {
            CaptureBytes bytes = new CaptureBytes(CaptureStream.open(name));
            try {
                return prepare(open(bytes, name), CaptureStream.isOnce(name));
            } catch (CaptureException | RuntimeException | Error e) {
                bytes.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new CaptureException("Capture file " + name + " cannot be read by this user", e);
        } catch (IOException e) {
            throw new CaptureException(explainFile(name, e), e);
        }
    }

    private CaptureFile prepare(CaptureFile file, boolean piped) throws CaptureException {
        if (piped) {
            file.piped();
        }
        file.filter(FrameFilter.of(options.getFilter()));
        return file;
    }

    private static CaptureFile open(CaptureBytes bytes, String name) throws CaptureException {
        try {
            CaptureFile pcap = PcapFile.open(bytes);
            CaptureFile file = pcap != null ? pcap : PcapngFile.open(bytes);
            if (file == null) {
                throw new CaptureException(bytes.problem() != null ? bytes.problem() : "unknown file format");
            }
            return file;
        } catch (CaptureException e) {
            String shown = name.equals("-") ? "standard input" : name;
            throw new CaptureException(
                    "Capture file " + shown + " is not a pcap or pcapng capture: " + e.getMessage(), e);
        }
    }

    private static String explainFile(String name, IOException e) {
        if (!CaptureStream.isStandardInput(name) && !Files.exists(Path.of(name))) {
            return "Capture file " + name + " does not exist";
        }
        return "Capture file " + name + " cannot be read: " + e.getMessage();
    }
}
