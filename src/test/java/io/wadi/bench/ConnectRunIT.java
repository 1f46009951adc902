package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Connect stores the same topic as {@code store-traffic}; Maven fetches it. */
@LongTest(seconds = 40)
class ConnectRunIT {

    private static final int FRAMES = 20_000;

    @TempDir
    Path folder;

    /** Each run checks that the table has as many rows as the topic has packets. */
    @Test
    void bothSidesStoreAllPackets() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(FRAMES, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        List<String> progress = new ArrayList<>();
        try (BenchSession session = new BenchSession(folder.resolve("bench"), Settings.load(), progress::add)) {
            BenchReport report = session.runConnect(capture, 1);
            assumeThat(progress).noneMatch(line -> line.contains("Maven"));
            assertThat(report.isComplete()).as(String.join("\n", progress)).isTrue();
            assertThat(report.toTable()).contains("Kafka Connect, JDBC sink");
        }
    }
}
