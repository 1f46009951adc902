package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.wadi.packet.Packet;
import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureRehearsalTest {

    private static final int PACKETS = 500;

    @TempDir
    private Path folder;

    private final AtomicLong packets = new AtomicLong();

    private CaptureRehearsal rehearse() throws Exception {
        return rehearse(batch -> packets.addAndGet(batch.size()));
    }

    private CaptureRehearsal rehearse(Consumer<List<Packet>> route) throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, 1, Instant.EPOCH).write(out);
        }
        return CaptureRehearsal.of(file, route);
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
    void endsAlthoughItsQueueIsFull() throws Exception {
        CountDownLatch room = new CountDownLatch(1);
        CaptureRehearsal rehearsal = rehearse(batch -> assertThatNoException().isThrownBy(room::await));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().equals("capture-rehearsal") && thread.getState() == Thread.State.WAITING));
        rehearsal.close();
        room.countDown();
        await().until(() -> threads() == 0);
    }

    @Test
    void aFileThatIsMissingIsNoHarm() throws Exception {
        try (CaptureRehearsal rehearsal = CaptureRehearsal.of(folder.resolve("none.pcap"), batch -> {})) {
            await().until(() -> threads() == 0);
        }
    }
}
