package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.RealCaptures;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Flows that the probe aggregates give the same tables as packets, row by row. There is one partition, so both are
 * stored in the order of the capture, which decides the last name of a host.
 */
class IngestAtFlowsIT {

    private static final int PACKETS = 6_000;
    private static final String NEVER = "600000";

    @TempDir
    Path folder;

    @Test
    void everyTableIsTheSame() throws Exception {
        List<Path> captures = List.of(sample("a.pcap", 1), sample("b.pcap", 2));
        Settings flows = at("flows");
        flows.set("wadi.capture-flows.interval-millis", NEVER);
        IngestReport report = ingest(captures, flows);
        assertThat(report.total().decoded()).isGreaterThan(PACKETS);

        // All in one batch, for on batches depends which protocol a conversation's first packets count to in the sums.
        Settings packets = at("packets");
        packets.set("wadi.store.interval-millis", NEVER);
        packets.set(
                "wadi.store-flows.batch-packets", String.valueOf(report.total().decoded()));
        ingest(captures, packets);

        for (String table : List.of("flows", "flows_hour", "flows_day", "hosts", "geoip")) {
            assertSame(table, flows, packets);
        }
    }

    @Test
    void manySmallBatchesAddUpToTheSameFlowsAndHosts() throws Exception {
        List<Path> captures = List.of(sample("a.pcap", 3));
        Settings flows = at("flows");
        flows.set("wadi.capture.batch-size", "50");
        flows.set("wadi.capture-flows.batch-flows", "40");
        flows.set("wadi.store-flow-messages.batch-flows", "100");
        ingest(captures, flows);
        Settings packets = at("packets");
        ingest(captures, packets);

        assertThat(number(flows, "select count(*) from traffic")).isZero();
        assertFlowsAndHostsAreSame(flows, packets);
    }

    @Test
    void realCapturesMakeTheSameFlowsAndHosts() throws Exception {
        List<Path> captures = RealCaptures.files();
        Settings flows = at("flows");
        Settings packets = at("packets");
        long decoded = ingest(captures, flows).total().decoded();
        assertThat(ingest(captures, packets).total().decoded()).isEqualTo(decoded);
        assertFlowsAndHostsAreSame(flows, packets);
    }

    @Test
    void aSecondIngestAddsItsOwnPackets() throws Exception {
        List<Path> captures = List.of(sample("same.pcap", 1));
        Settings flows = at("flows");
        long first = ingest(captures, flows).flows().getAsLong();
        assertThat(ingest(captures, flows).flows()).hasValue(first);
        assertThat(number(flows, "select sum(packets) from flows")).isEqualTo(2 * first);
    }

    private static void assertFlowsAndHostsAreSame(Settings flows, Settings packets) {
        for (String table : List.of("flows", "hosts", "geoip")) {
            assertSame(table, flows, packets);
        }
        for (String table : List.of("flows_hour", "flows_day")) {
            String sums = "select window_start, src_ip, dst_ip, sum(packets) as packets, sum(bytes) as bytes from "
                    + table + " group by window_start, src_ip, dst_ip";
            assertThat(rows(flows, sums)).as(table).isEqualTo(rows(packets, sums));
        }
    }

    private static void assertSame(String table, Settings flows, Settings packets) {
        List<String> rows = rows(flows, "select * from " + table);
        assertThat(rows).as(table).isNotEmpty().isEqualTo(rows(packets, "select * from " + table));
    }

    /** Rows as text, without the number that tells when each was stored. */
    private static List<String> rows(Settings settings, String sql) {
        return database(settings)
                .queryForList("select (to_jsonb(r) - 'id')::text from (" + sql + ") as r order by 1", String.class);
    }

    private IngestReport ingest(List<Path> files, Settings settings) throws Exception {
        IngestReport report =
                new Ingest(settings, TestServers.cache(), Set.of(Stage.STORE_FLOWS)).run(files, new Silent());
        assertThat(report.published()).isEqualTo(report.total().decoded());
        assertThat(report.flows()).hasValue(report.total().decoded());
        assertThat(number(settings, "select sum(packets) from flows_day"))
                .isEqualTo(number(settings, "select sum(packets) from flows"));
        return report;
    }

    private static Settings at(String what) throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.capture.at", what);
        settings.set("wadi.topic.partitions", "1");
        return settings;
    }

    private Path sample(String name, long seed) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, seed, Instant.parse("2026-01-01T00:58:30Z")).write(out);
        }
        return file;
    }

    private static long number(Settings settings, String sql) {
        return database(settings).queryForObject(sql, Long.class);
    }

    private static JdbcTemplate database(Settings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        return new JdbcTemplate(source);
    }
}
