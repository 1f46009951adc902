package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureRehearsalTest {

    private static final int PACKETS = 500;

    @TempDir
    private Path folder;

    private final AtomicLong packets = new AtomicLong();

    private CaptureRehearsal rehearse() throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, 1, Instant.EPOCH).write(out);
        }
        return CaptureRehearsal.of(file, batch -> packets.addAndGet(batch.size()));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("-rehearsal"))
                .count();
    }

    @Test
    void readsTheFileFiftyTimesAndEnds() throws Exception {
        try (CaptureRehearsal rehearsal = rehearse()) {
            await().until(() -> threads() == 0);
            assertThat(packets.get()).isBetween(45L * PACKETS, 50L * PACKETS);
        }
    }

    @Test
    void endsWhenTheCaptureBegins() throws Exception {
        rehearse().close();
        await().until(() -> threads() == 0);
    }

    @Test
    void aFileThatIsMissingIsNoHarm() throws Exception {
        try (CaptureRehearsal rehearsal = CaptureRehearsal.of(folder.resolve("none.pcap"), batch -> {})) {
            await().until(() -> threads() == 0);
        }
    }
}
