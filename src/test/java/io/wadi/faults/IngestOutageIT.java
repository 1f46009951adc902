package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database goes away while {@code ingest} waits for the stores. */
class IngestOutageIT {

    private static final int PACKETS = 300_000;
    private static final int LOOKS = 5;
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    /** While it waits for the stores, ingest looks at their offsets several times a second; nothing else does. */
    private static void awaitLooks(JdbcTemplate database) {
        Set<Timestamp> looks = new HashSet<>();
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            looks.addAll(database.queryForList(
                    "select query_start from pg_stat_activity where pid <> pg_backend_pid()"
                            + " and query like '%next_offset from ingest_offsets where consumer =%'",
                    Timestamp.class));
            return looks.size() >= LOOKS;
        });
    }

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
            awaitLooks(rig.database());
            rig.stopDatabase();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(rig.workerLogs()).contains("Ingest waits for the database: "));
            rig.startDatabase();
            ingest.handle().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(rig.workerLogs()).contains("every packet is accounted for");
        }
    }
}
