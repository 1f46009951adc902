package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.RealCaptures;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.Pcaps;

/** Compares the frames of the real captures with those that libpcap reads. */
class CaptureFileIT {

    @Test
    void readsTheFramesThatLibpcapReads() throws Exception {
        LibPcap.require();
        long frames = 0;
        for (Path file : RealCaptures.files()) {
            frames += compare(file);
        }
        assertThat(frames).isGreaterThan(50_000);
    }

    private static long compare(Path file) throws Exception {
        PcapConfiguration options = new PcapConfiguration();
        options.setKind(PcapConfiguration.Kind.file);
        PcapSource source = new PcapSource(file.toString(), "", 0, new PcapCounters());
        PcapHandle offline = Pcaps.openOffline(file.toString(), PcapHandle.TimestampPrecision.NANO);
        long frames = 0;
        try (FrameReader ours = new SourceOpener(options).open(source);
                FrameReader libpcap = new CaptureHandle(offline, null)) {
            while (libpcap.next() == FrameReader.Read.FRAME) {
                assertThat(ours.next()).isEqualTo(FrameReader.Read.FRAME);
                assertThat(text(ours)).as("frame %d of %s", ++frames, file).isEqualTo(text(libpcap));
            }
            assertThat(ours.next()).as("end of %s after %d", file, frames).isEqualTo(FrameReader.Read.END);
        }
        return frames;
    }

    private static String text(FrameReader frame) {
        byte[] bytes = new byte[frame.captured()];
        frame.copyTo(bytes, 0, bytes.length);
        return frame.timestampNanos() + " " + frame.length() + " "
                + HexFormat.of().formatHex(bytes);
    }
}
