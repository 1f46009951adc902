package io.wadi.pcap;

import java.nio.file.Path;
import java.util.Optional;

/** Checks capture files before they are read. */
public final class CaptureFiles {

    private CaptureFiles() {}

    /**
     * Opens a capture file and closes it again. A source that can be read only once, such as a FIFO, is not opened.
     *
     * @throws CaptureException with one sentence, if the file is missing, unreadable or not a capture
     */
    public static void check(Path file) throws CaptureException {
        if (isReadOnce(file)) {
            return;
        }
        open(file).close();
    }

    /**
     * Reads a capture file to its end without decoding its frames.
     *
     * @return the number of its frames
     * @throws CaptureException if it is not a capture, or ends early
     */
    public static long countFrames(Path file) throws CaptureException {
        long frames = 0;
        try (FrameReader reader = open(file)) {
            while (reader.next() != FrameReader.Read.END) {
                frames++;
            }
        }
        return frames;
    }

    static FrameReader open(Path file) throws CaptureException {
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.file);
        options.setName(file.toString());
        PcapSource source = new PcapSource(file.toString(), "", 0, new PcapCounters());
        return new SourceOpener(options).open(source);
    }

    /**
     * Why the capture of a URI {@code pcap:file:PATH} cannot be read, of a pattern of names its first file; empty if it can, or
     * if it can be read only once, which is not tried.
     */
    public static Optional<String> problem(String uri) {
        try {
            PcapConfiguration options = new PcapConfiguration();
            options.setKind(PcapConfiguration.Kind.file);
            options.setName(PcapPath.parse(PcapPath.ofUri(uri)).name());
            check(Path.of(PcapSources.of(options, new PcapCounters()).get(0).name()));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (CaptureException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What is wrong with the pattern of the URI of a {@code pcap:file:} endpoint; empty if nothing is or it is a file. */
    public static Optional<String> invalidPattern(String uri) {
        try {
            return PcapSources.invalidPattern(
                    PcapPath.parse(PcapPath.ofUri(uri)).name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether data that is read is gone: standard input ({@code -}), a FIFO, the pipe of a process substitution. */
    public static boolean isReadOnce(Path file) {
        return CaptureStream.isOnce(file.toString());
    }
}
