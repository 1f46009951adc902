package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.netflow.ExporterReport;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleExports;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Captures of exporters' datagrams through the whole pipeline: the tables hold the sums that the sample states. */
class ExportsIngestIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Settings settings;
    private JdbcTemplate database;

    @BeforeEach
    void servers() throws Exception {
        settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
    }

    private SampleExports.Summary sample(Path file, long seed) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            return new SampleExports(400, seed, START).write(out);
        }
    }

    private ExportsReport ingest(Set<Stage> stores, Path... files) throws Exception {
        return new ExportsIngest(settings, TestServers.cache(), stores).run(List.of(files), "", new Silent());
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    @Test
    void everyFlowOfTheSampleIsStoredOnce() throws Exception {
        settings.set("wadi.netflow.exporter-names", "192.168.1.2=edge");
        Path file = folder.resolve("exports.pcap");
        SampleExports.Summary written = sample(file, 1);
        ExportsReport report = ingest(EnumSet.of(Stage.STORE_FLOWS), file);

        assertThat(report.isWhole()).isTrue();
        assertThat(report.counters().flows()).isEqualTo(written.flows());
        assertThat(report.stored()).hasValue(written.packets());
        for (String table : List.of("flows", "flows_hour", "flows_day")) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(written.packets());
            assertThat(number("select sum(bytes) from " + table)).as(table).isEqualTo(written.bytes());
        }
        assertThat(database.queryForList("select distinct probe from flows order by probe", String.class))
                .containsExactly("192.168.1.3", "192.168.1.4", "192.168.1.5", "edge");
        Map<String, Object> times =
                database.queryForMap("select min(first_seen) first, max(last_seen) last from flows");
        assertThat((java.util.Date) times.get("first")).isAfter(START.minusSeconds(130));
        assertThat((java.util.Date) times.get("last")).isBefore(START.plus(written.span()));
        assertThat(report.exporters().stream().mapToLong(ExporterReport::lost).sum())
                .isEqualTo(written.lost())
                .isPositive();
        assertThat(number("select sum(datagrams) from exporter_minutes")).isEqualTo(400);
        assertThat(number("select sum(records) from exporter_minutes"))
                .isEqualTo(report.counters().records());
        assertThat(number("select sum(lost) from exporter_minutes where probe = '192.168.1.3' and protocol = 'v9'"))
                .isEqualTo(number("select sum(lost - late) from exporter_minutes"))
                .isEqualTo(written.lost());
        assertThat(database.queryForList("select distinct sampling from exporter_minutes order by 1", Long.class))
                .containsExactly(1L, 100L, 128L);
        assertThat(number("select count(distinct minute) from exporter_minutes"))
                .isEqualTo(written.span().toMinutes() + 1);
        ExportsVerdict verdict = new ExportsVerdict(report, 0, false);
        assertThat(verdict.exitStatus()).isZero();
        assertThat(verdict.sentence())
                .startsWith("every record is accounted for; by their sequence numbers, the captures lack ")
                .endsWith(" % of exporter 192.168.1.3 (v9)");
    }

    @Test
    void aSecondIngestAddsItsOwnFlows() throws Exception {
        Path one = folder.resolve("one.pcap");
        Path two = folder.resolve("two.pcap");
        SampleExports.Summary first = sample(one, 1);
        SampleExports.Summary second = sample(two, 2);
        assertThat(ingest(EnumSet.of(Stage.STORE_FLOWS), one).stored()).hasValue(first.packets());
        assertThat(ingest(EnumSet.of(Stage.STORE_FLOWS), two).stored()).hasValue(second.packets());
        assertThat(number("select sum(bytes) from flows")).isEqualTo(first.bytes() + second.bytes());
    }

    @Test
    void withoutStoresItPublishesForThoseThatRunLater() throws Exception {
        Path file = folder.resolve("exports.pcap");
        SampleExports.Summary written = sample(file, 1);
        ExportsReport published = ingest(EnumSet.noneOf(Stage.class), file);
        assertThat(published.isWhole()).isTrue();
        assertThat(published.stored()).isEmpty();
        assertThat(published.topic().held()).isGreaterThanOrEqualTo(written.flows());

        SampleExports.Summary second = sample(file, 2);
        assertThat(ingest(EnumSet.of(Stage.STORE_FLOWS), file).stored()).hasValue(second.packets());
        assertThat(number("select sum(packets) from flows")).isEqualTo(written.packets() + second.packets());
    }

    @Test
    void aCaptureThatEndsEarlyIsNotWhole() throws Exception {
        Path file = folder.resolve("exports.pcap");
        sample(file, 1);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        ExportsReport report = ingest(EnumSet.of(Stage.STORE_FLOWS), file);
        assertThat(report.isWhole()).isFalse();
        assertThat(report.addsUp()).isTrue();
        assertThat(new ExportsVerdict(report, 0, false).exitStatus()).isEqualTo(1);
        assertThat(new ExportsVerdict(report, 0, true).exitStatus()).isZero();
        assertThat(report.stored()).hasValue(number("select sum(packets) from flows"));
    }
}
