package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.web.health.ConsumersCheck;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.postgresql.ds.PGSimpleDataSource;

/** A pipeline that starts while the place of its lake is away. */
final class LakeOutage {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int PACKETS = 5_000;

    private final Settings settings;
    private final LakeRows lake;

    /**
     * A pipeline that has not started.
     *
     * @param folder for its files
     * @param warehouse where the lake is to be
     * @param properties of its files
     */
    LakeOutage(Path folder, String warehouse, Map<String, String> properties) throws Exception {
        settings = TestServers.settings();
        settings.set("wadi.routes.dir", folder.toString());
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", warehouse);
        settings.set("wadi.store-lake.interval-millis", "500");
        settings.set("wadi.source", "pcap:file:" + sample(folder));
        lake = new LakeRows(new LakePlace(database(), "", warehouse, properties), LakeContent.PACKETS);
    }

    Settings settings() {
        return settings;
    }

    /** What brings the place back. */
    interface Return {
        void run() throws Exception;
    }

    /** Starts, waits until health says what is away, brings it back, and waits until the lake has all packets. */
    void isSurvived(Return back) throws Exception {
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE, Stage.STORE_LAKE), TestServers.cache())) {
            pipeline.start();
            pipeline.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
            HealthCheck check = new ConsumersCheck(pipeline.context(), Duration.ofSeconds(2));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(check.call().getMessage().orElse(""))
                            .contains("wadi-store-lake cannot read its offsets: The lake cannot be used: "));
            assertThat(check.call().getState()).isEqualTo(HealthCheck.State.DOWN);
            back.run();
            long decoded = pipeline.capture().getDecoded();
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> lake.count() >= decoded);
            assertThat(lake.count()).isEqualTo(decoded);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP));
        }
    }

    private PGSimpleDataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        return database;
    }

    private static Path sample(Path folder) throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 23, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }
}
