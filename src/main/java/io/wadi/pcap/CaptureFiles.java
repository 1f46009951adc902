package io.wadi.pcap;

import java.nio.file.Path;

/** Looks at capture files before they are read. */
public final class CaptureFiles {

    private CaptureFiles() {}

    /**
     * Opens a capture file and closes it again.
     *
     * @throws CaptureException when it is missing, may not be read or is no capture, in one sentence
     * @throws PcapUnavailableException when there is no libpcap
     */
    public static void check(Path file) throws CaptureException {
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.file);
        options.setName(file.toString());
        PcapSource source = new PcapSource(file.toString(), "", 0, new PcapCounters());
        new SourceOpener(options).open(source).close();
    }
}
