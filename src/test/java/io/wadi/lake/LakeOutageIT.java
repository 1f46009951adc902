package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import io.wadi.web.health.ConsumersCheck;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Stage store-lake while S3 is away. */
@LongTest(seconds = 60)
class LakeOutageIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int PACKETS = 5_000;

    @TempDir
    Path folder;

    @Test
    void waitsSaysSoAndGoesOn() throws Exception {
        try (S3Server server = new S3Server(Files.createDirectory(folder.resolve("s3")))) {
            Settings settings = settings(server);
            LakeRows lake = new LakeRows(
                    new LakePlace(database(settings), "", server.warehouse(), server.properties()),
                    LakeContent.PACKETS);
            server.stop();
            try (Pipeline pipeline =
                    new Pipeline(settings, Set.of(Stage.CAPTURE, Stage.STORE_LAKE), TestServers.cache())) {
                pipeline.start();
                pipeline.capture().finished().get(LONG.toMinutes(), TimeUnit.MINUTES);
                HealthCheck check = new ConsumersCheck(pipeline.context(), Duration.ofSeconds(2));
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(check.call().getMessage().orElse("")).contains("The lake cannot be used: "));
                server.start();
                long decoded = pipeline.capture().getDecoded();
                await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> lake.count() >= decoded);
                assertThat(lake.count()).isEqualTo(decoded);
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP));
            }
        }
    }

    private Settings settings(S3Server server) throws Exception {
        Settings settings = TestServers.settings();
        settings.set("wadi.routes.dir", folder.toString());
        settings.set("wadi.lake.enabled", "true");
        settings.set("wadi.lake.warehouse", server.warehouse());
        settings.set("wadi.lake.properties", server.file(folder).toString());
        settings.set("wadi.store-lake.interval-millis", "500");
        settings.set("wadi.source", "pcap:file:" + sample());
        return settings;
    }

    private static PGSimpleDataSource database(Settings settings) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.text(DatabaseSettings.URL));
        database.setUser(settings.get(DatabaseSettings.USER));
        return database;
    }

    private Path sample() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(PACKETS, 23, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
        return sample;
    }
}
