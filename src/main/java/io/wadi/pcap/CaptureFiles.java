package io.wadi.pcap;

import java.nio.file.Path;

/** Checks capture files before they are read. */
public final class CaptureFiles {

    private CaptureFiles() {}

    /**
     * Opens a capture file and closes it again. What can be read once only, such as a FIFO, is left for the capture.
     *
     * @throws CaptureException when it is missing, may not be read or is no capture, in one sentence
     * @throws PcapUnavailableException when there is no libpcap
     */
    public static void check(Path file) throws CaptureException {
        if (isReadOnce(file)) {
            return;
        }
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.file);
        options.setName(file.toString());
        PcapSource source = new PcapSource(file.toString(), "", 0, new PcapCounters());
        new SourceOpener(options).open(source).close();
    }

    /** Whether what is read of it is gone: standard input ({@code -}), a FIFO, the pipe of a process substitution. */
    public static boolean isReadOnce(Path file) {
        return CaptureStream.isOnce(file.toString());
    }
}
