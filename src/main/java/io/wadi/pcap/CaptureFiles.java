package io.wadi.pcap;

import java.nio.file.Path;

/** Checks capture files before they are read. */
public final class CaptureFiles {

    private CaptureFiles() {}

    /**
     * Opens a capture file and closes it again. A source that can be read only once, such as a FIFO, is not opened.
     *
     * @throws CaptureException with one sentence, if the file is missing, unreadable or not a capture
     * @throws PcapUnavailableException if libpcap is missing
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

    /** Whether data that is read is gone: standard input ({@code -}), a FIFO, the pipe of a process substitution. */
    public static boolean isReadOnce(Path file) {
        return CaptureStream.isOnce(file.toString());
    }
}
