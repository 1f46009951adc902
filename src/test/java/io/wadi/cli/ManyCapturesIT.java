package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.LongTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many small captures in one {@code ingest}, with a heap that could not hold a full-size buffer for each. {@code
 * -Dcaptures=10000} is as many as a busy rotation of capture files creates in a week.
 */
@LongTest(seconds = 90)
class ManyCapturesIT {

    private static final int CAPTURES = Integer.getInteger("captures", 1_200);
    private static final int PACKETS = 50;
    private static final String HEAP = "-Xmx192m";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"packets", "flows"})
    void areAllStored(String at) throws Exception {
        Settings settings = TestServers.settings();
        List<String> arguments = new ArrayList<>(List.of("ingest", "--only", "store-flows"));
        for (String name : List.of(
                "wadi.kafka.brokers",
                "wadi.database.url",
                "wadi.database.user",
                "wadi.topic",
                "wadi.topic.flows",
                "wadi.topic.dead",
                "wadi.http.enabled")) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        arguments.addAll(List.of("--set", "wadi.data.dir=" + TestServers.cache(), "--at", at));
        arguments.addAll(captures());

        CommandLineRun run = new ChildJvm(folder)
                .run(List.of(HEAP, "-XX:+ExitOnOutOfMemoryError"), null, arguments.toArray(String[]::new));

        assertThat(run.status()).as(run.err()).isZero();
        JdbcTemplate database = database(settings);
        assertThat(database.queryForObject("select count(distinct probe) from flows", Long.class))
                .isEqualTo(CAPTURES);
        assertThat(run.out())
                .contains("decoded " + database.queryForObject("select sum(packets)::bigint from flows", Long.class));
    }

    private List<String> captures() throws IOException {
        List<String> files = new ArrayList<>();
        Path captures = Files.createDirectory(folder.resolve("captures"));
        for (int i = 0; i < CAPTURES; i++) {
            Path file = captures.resolve(i + ".pcap");
            try (OutputStream out = Files.newOutputStream(file)) {
                new SampleCapture(PACKETS, i, Instant.parse("2026-01-01T00:00:00Z")).write(out);
            }
            files.add(file.toString());
        }
        return files;
    }

    private static JdbcTemplate database(Settings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source);
    }
}
