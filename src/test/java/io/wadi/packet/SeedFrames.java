package io.wadi.packet;

import io.wadi.sample.SampleCapture;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** The input of mutations: the real captures and their frames, or those of the sample if they are absent. */
final class SeedFrames {

    private static final int SAMPLE_PACKETS = 20_000;

    /** A frame as captured. */
    record Frame(int linkType, byte[] bytes) {}

    private SeedFrames() {}

    /** The capture files. */
    static List<Path> files(Path folder) throws IOException {
        if (RealCaptures.present()) {
            return RealCaptures.files();
        }
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(SAMPLE_PACKETS, 1, SampleCapture.DEFAULT_START).write(out);
        }
        return List.of(sample);
    }

    /** The frames of these files, in order. */
    static List<Frame> of(List<Path> files) throws PcapNativeException, NotOpenException {
        List<Frame> frames = new ArrayList<>();
        for (Path file : files) {
            PcapHandle handle = Pcaps.openOffline(file.toString());
            try {
                addAll(handle, frames);
            } finally {
                handle.close();
            }
        }
        return frames;
    }

    private static void addAll(PcapHandle handle, List<Frame> frames) throws NotOpenException {
        int linkType = handle.getDlt().value();
        for (boolean more = true; more; ) {
            try {
                frames.add(new Frame(linkType, handle.getNextRawPacketEx()));
            } catch (IllegalArgumentException e) {
                // pcap4j refuses the time stamp; the frame is no seed
            } catch (EOFException | PcapNativeException | TimeoutException e) {
                more = false;
            }
        }
    }
}
