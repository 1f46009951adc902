package io.wadi.bench;

import io.wadi.pcap.CaptureFiles;
import java.nio.file.Path;

/** Reads the capture file frame by frame and decodes nothing. */
final class ReadRun implements Run {

    private final Path capture;
    private final ProcessorClock clock;

    ReadRun(Path capture, ProcessorClock clock) {
        this.capture = capture;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reader: frame by frame, nothing decoded";
    }

    @Override
    public Measurement measure() throws Exception {
        Moment start = Moment.now(0, clock);
        long frames = CaptureFiles.countFrames(capture);
        return Measurement.between(start, Moment.now(frames, clock));
    }
}
