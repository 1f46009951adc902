package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away while {@code ingest} waits for the stores. */
class IngestOutageIT {

    private static final int PACKETS = 300_000;
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void waitsForTheDatabase() throws Exception {
        try (Rig rig = new Rig(folder)) {
            // What is on the topic already is stored first, which takes some seconds.
            try (Pipeline capture = rig.capture(PACKETS, 5, 1_000_000)) {
                capture.start();
                capture.capture().finished().get();
            }
            Path sample = rig.sample(1_000, 6);
            JavaProcess ingest =
                    rig.startWorker(List.of("ingest", sample.toString()), "wadi.store-traffic.batch-packets=1000");
            rig.awaitFlows(1, LONG);
            rig.stopDatabase();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rig.workerLogs()).contains("Ingest waits for the database: "));
            rig.startDatabase();
            ingest.handle().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(rig.workerLogs()).contains("every packet is accounted for");
        }
    }
}
