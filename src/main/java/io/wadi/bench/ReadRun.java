package io.wadi.bench;

import io.wadi.pcap.CaptureFiles;
import java.nio.file.Path;

/** Reads the capture file frame by frame and decodes nothing. */
final class ReadRun implements Run {

    private final Path capture;

    ReadRun(Path capture) {
        this.capture = capture;
    }

    @Override
    public String name() {
        return "reader: frame by frame, nothing decoded";
    }

    @Override
    public double packetsPerSecond() throws Exception {
        long began = System.nanoTime();
        long frames = CaptureFiles.countFrames(capture);
        return frames / ((System.nanoTime() - began) / 1e9);
    }
}
