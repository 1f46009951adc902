package io.wadi.bench;

import com.sun.jna.Native;
import java.nio.file.Path;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;
import org.pcap4j.core.RawPacketListener;

/** libpcap's own loop over the file through pcap4j, with an empty callback. */
final class LibpcapLoopRun implements Run {

    private final Path capture;
    private final ProcessorClock clock;
    private long seen;

    LibpcapLoopRun(Path capture, ProcessorClock clock) {
        this.capture = capture;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "libpcap's loop through pcap4j, empty callback";
    }

    @Override
    public Measurement measure() throws Exception {
        seen = 0;
        // pcap4j throws before the callback if a fraction is a second or more, and JNA would print each exception.
        Native.setCallbackExceptionHandler((callback, failure) -> {});
        Moment start = Moment.now(0, clock);
        try (PcapHandle handle = Pcaps.openOffline(capture.toString())) {
            handle.loop(-1, (RawPacketListener) packet -> seen++);
        }
        return Measurement.between(start, Moment.now(seen, clock));
    }
}
