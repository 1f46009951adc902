package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.embedded.EmbeddedServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a benchmark, with captures that are too small for meaningful figures; {@code BenchIT} runs all of them. */
@LongTest(seconds = 70)
class BenchPartsIT {

    private static final int FRAMES = 20_000;

    /** So that the second half is not stored at once with the first. */
    private static final String MANY_BATCHES = "--set=wadi.store-traffic.batch-packets=5000";

    @TempDir
    private static Path folder;

    private static BenchServers servers;
    private static WadiProcess wadi;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = Settings.load();
        servers = new BenchServers(EmbeddedServers.start(folder.resolve("servers"), settings), settings);
        wadi = new WadiProcess(servers, folder);
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    /** The second half of a run is measured while it stores. */
    @Test
    void aContestGivesTheFiguresOfBothSides() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(3 * FRAMES, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        long packets = new CaptureRun(capture, servers).read().decoded();
        Result result = new Contest(
                        "file → Kafka → traffic",
                        new PipelineRun(
                                "wadi",
                                servers,
                                wadi,
                                capture,
                                List.of("--only", "store-traffic", MANY_BATCHES),
                                packets),
                        new CopyRun(servers, wadi, capture, folder),
                        Goal.NONE)
                .hold(1, line -> {});
        assertThat(result.remark()).isNull();
        assertThat(result.ratio()).isPositive();
        Measurement round = result.ours().rounds().get(0);
        assertThat(round.packetsPerSecond()).isPositive();
        assertThat(round.steadyPacketsPerSecond()).isPositive();
        assertThat(round.processor().programs())
                .isGreaterThan(round.steadyProcessor().programs());
        assertThat(round.processor().database()).isPositive();
    }

    @Test
    void theCostsOfACaptureAreMeasuredInBothTablesAndOnTheTopic() throws Exception {
        Growth growth = new GrowthRun(servers, wadi).measure(FRAMES / 4);
        assertThat(growth.packets()).isBetween(FRAMES / 4 - 100L, FRAMES / 4L);
        assertThat(growth.packetsPerSecond()).isPositive();
        assertThat(growth.residentBytes()).isPositive();
        assertThat(List.of(growth.topicBytes(), growth.trafficBytes(), growth.flowsBytes(), growth.sumsBytes()))
                .allSatisfy(bytes -> assertThat(bytes).isPositive());
        assertThat(growth.queryMillis()).isPositive();
        assertThat(growth.slowestMillis()).isGreaterThanOrEqualTo(growth.queryMillis());
    }
}
