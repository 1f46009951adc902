package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.PcapCounters;
import io.wadi.pcap.TestCaptures;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code ./wadi ingest} from a shell, with captures that come through pipes. */
class IngestPipesIT {

    private static final int PACKETS = 3_000;
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void capture() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        settings = TestServers.withTables();
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.pcap"))) {
            new SampleCapture(PACKETS, 1, Instant.parse("2026-01-01T00:00:00Z")).write(out);
        }
    }

    /** Runs a line in which {@code %s} stands for the command and its options. */
    private CommandLineRun bash(String line) throws Exception {
        String ingest = "'" + Path.of("wadi").toAbsolutePath() + "' ingest --json "
                + List.of(
                                "wadi.kafka.brokers",
                                "wadi.database.url",
                                "wadi.database.user",
                                "wadi.topic",
                                "wadi.topic.dead",
                                "wadi.store.interval-millis")
                        .stream()
                        .map(name ->
                                "--set '" + name + "=" + settings.properties().getProperty(name) + "'")
                        .collect(Collectors.joining(" "))
                + " --set 'wadi.data.dir=" + TestServers.cache() + "'";
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", String.format(line, ingest));
        builder.environment().put("WADI_NO_BUILD", "1");
        builder.environment().put("WADI_JAVA_HOME", System.getProperty("java.home"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process bash = builder.directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(bash.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("end of %s", line)
                    .isTrue();
        } finally {
            bash.descendants().forEach(ProcessHandle::destroyForcibly);
            bash.destroyForcibly();
        }
        return new CommandLineRun(bash.exitValue(), Files.readString(out), Files.readString(err));
    }

    private long stored(String sql) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source).queryForObject(sql, Long.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, cat a.pcap | %s -",
        "1, gzip < a.pcap | %s /dev/stdin",
        "1, %s - < a.pcap",
        "2, %s <(cat a.pcap) <(gzip < a.pcap)"
    })
    void storesEveryPacketOfAPipe(long times, String line) throws Exception {
        PcapCounters expected =
                TestCaptures.read(false, folder.resolve("a.pcap")).counters();
        CommandLineRun run = bash(line);
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode totals = new ObjectMapper().readTree(run.out());
        assertThat(totals.get("received").asLong()).isEqualTo(times * expected.received());
        assertThat(totals.get("decoded").asLong()).isEqualTo(times * expected.decoded());
        assertThat(totals.get("whole").asBoolean()).isTrue();
        assertThat(stored("select count(*) from traffic")).isEqualTo(times * expected.decoded());
        assertThat(stored("select sum(packets)::bigint from flows")).isEqualTo(times * expected.decoded());
    }

    @Test
    void saysWhenAPipeEndsWithinAPacket() throws Exception {
        CommandLineRun run = bash("head -c 100001 a.pcap | %s -");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        JsonNode totals = new ObjectMapper().readTree(run.out());
        assertThat(totals.get("whole").asBoolean()).isFalse();
        assertThat(totals.get("decoded").asLong()).isBetween(1L, (long) PACKETS - 1);
        assertThat(stored("select count(*) from traffic"))
                .isEqualTo(totals.get("decoded").asLong());
    }
}
