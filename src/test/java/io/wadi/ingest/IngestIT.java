package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import io.wadi.store.DayPartitions;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole pipeline on real servers: capture files in, rows out, and every count equal. */
class IngestIT {

    private static final int PACKETS = 6_000;

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

    @Test
    void everyPacketIsStoredOnceInEveryTable() throws Exception {
        IngestReport report = ingest(sample("first.pcap", 1), sample("second.pcap", 2));

        assertThat(report.isWhole()).isTrue();
        assertThat(report.total().received()).isEqualTo(2 * PACKETS);
        assertThat(report.total().skipped()).as("ARP").isPositive();
        assertThat(report.total().rejected()).as("malformed frames").isPositive();
        assertThat(report.captures()).allMatch(CaptureReport::isWhole).hasSize(2);
        assertEveryTableHolds(report.total().decoded());
    }

    @Test
    void aSecondIngestAddsItsOwnPackets() throws Exception {
        Path sample = sample("same.pcap", 1);
        IngestReport first = ingest(sample);
        IngestReport second = ingest(sample);

        assertThat(second.isWhole()).isTrue();
        assertThat(second.traffic()).isEqualTo(first.traffic());
        assertEveryTableHolds(first.total().decoded() + second.total().decoded());
    }

    @Test
    void enrichmentNamesCountriesAndNetworks() throws Exception {
        ingest(sample("geo.pcap", 1));

        assertThat(number("select count(distinct country_code) from geoip")).isGreaterThan(5);
        assertThat(number("select count(*) from geoip where asn is not null and organization is not null"))
                .isPositive();
        assertThat(number("select count(*) from flows where dst_country is not null and dst_asn is not null"))
                .isPositive();
        assertThat(number("select count(*) from hosts where scope = 'private'")).isPositive();
        assertThat(number("select count(*) from hosts where name like '%.example'"))
                .isPositive();
    }

    @Test
    void daysGetTheirOwnPartitionAndForgedClocksDoNot() throws Exception {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));
        String after = midnight.toString().substring(0, "2026-01-01".length()).replace("-", "");
        ingest(
                sample("midnight.pcap", 3, midnight.minusSeconds(10).toString()),
                sample("new year.pcap", 5, "1999-12-31T23:59:50Z"),
                sample("forged.pcap", 4, "2097-01-01T00:00:00Z"));

        DayPartitions days = new DayPartitions(database.getDataSource(), settings.get(StoreSettings.DAYS_AHEAD));
        for (String partition : List.of("traffic_" + after, "flows_" + after, "traffic_199912", "traffic_200001")) {
            // A table may be in use when its partition is to be made, as by PostgreSQL's autovacuum; then the next
            // round makes it.
            await().ignoreExceptions().untilAsserted(() -> {
                days.keep();
                assertThat(number("select count(*) from " + partition)).isPositive();
            });
        }
        assertThat(number("select count(*) from only traffic_default")).isPositive();
    }

    @Test
    void aFileThatIsNoCaptureSpoilsTheReportAndNothingElse() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pcap"), "this is no capture, whatever its name says");
        IngestReport report = ingest(sample("good.pcap", 1), broken);

        assertThat(report.isWhole()).isFalse();
        assertThat(report.captures().get(0).isWhole()).isTrue();
        assertThat(report.captures().get(1).source().problem()).contains("broken.pcap");
    }

    @Test
    void withoutStoresItPublishesForThoseThatRunElsewhereOrLater() throws Exception {
        IngestReport published = new Ingest(settings, TestServers.cache(), EnumSet.noneOf(Stage.class))
                .run(List.of(sample("published.pcap", 5)), new Silent());
        assertThat(published.isWhole()).isTrue();
        assertThat(published.published()).isEqualTo(published.total().decoded()).isPositive();
        assertThat(published.traffic()).isEmpty();
        assertThat(published.flows()).isEmpty();

        IngestReport stored = ingest(sample("stored.pcap", 6));
        assertEveryTableHolds(published.published() + stored.total().decoded());
    }

    @Test
    void whatTheTopicHasLostMeanwhileIsNotProved() throws Exception {
        IngestReport report = new Ingest(settings, TestServers.cache(), EnumSet.noneOf(Stage.class))
                .run(List.of(sample("lost.pcap", 7)), new Silent() {
                    @Override
                    public void done() {
                        deleteFirst(10);
                    }
                });
        assertThat(report.published()).isEqualTo(report.total().decoded());
        assertThat(report.topic().acknowledged()).isEqualTo(report.total().decoded());
        assertThat(report.topic().held()).isEqualTo(report.total().decoded() - 3 * 10);
        assertThat(report.isWhole()).isFalse();
    }

    /** As a retention would that is too short. */
    private void deleteFirst(long messages) {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            Map<TopicPartition, RecordsToDelete> beginnings = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                beginnings.put(
                        new TopicPartition(settings.get(KafkaSettings.TOPIC), i),
                        RecordsToDelete.beforeOffset(messages));
            }
            admin.deleteRecords(beginnings).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countsCostNoLookAtAllFlows() throws Exception {
        IngestReport report = ingest(sample("counted.pcap", 8));
        String role = "counter_" + settings.get(KafkaSettings.TOPIC).replaceAll("\\D", "");
        database.execute("create role " + role + " login");
        database.execute("grant select on traffic, ingest_probes, traffic_id_seq to " + role);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(role);

        StoredCounts counts = new StoredCounts(source, List.of(settings.get(KafkaSettings.TOPIC)));
        assertThat(counts.flowsGained().values()).containsOnly(0L);
        assertThat(counts.traffic()).isEmpty();
        long decoded = ingest(sample("more.pcap", 9)).total().decoded();
        assertThat(counts.flowsGained().values()).containsExactlyInAnyOrder(0L, decoded);
        assertThat(counts.traffic().values()).containsExactly(decoded);
        assertThat(report.flows()).hasValue(report.total().decoded());
    }

    private IngestReport ingest(Path... files) throws Exception {
        return new Ingest(settings, TestServers.cache(), Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS))
                .run(List.of(files), new Silent());
    }

    private Path sample(String name, long seed) throws Exception {
        return sample(name, seed, "2026-01-01T00:00:00Z");
    }

    private Path sample(String name, long seed, String start) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, seed, Instant.parse(start)).write(out);
        }
        return file;
    }

    private void assertEveryTableHolds(long packets) {
        long bytes = number("select sum(bytes) from traffic");
        assertThat(number("select count(*) from traffic")).isEqualTo(packets);
        for (String table : List.of("flows", "flows_hour", "flows_day")) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(packets);
            assertThat(number("select sum(bytes) from " + table)).as(table).isEqualTo(bytes);
        }
        assertThat(
                        database.queryForList(
                                "select probe, sum(packets)::bigint as packets from ingest_probes group by probe order by probe"))
                .isEqualTo(database.queryForList(
                        "select probe, sum(packets)::bigint as packets from flows group by probe order by probe"));
        Map<String, Object> hosts = database.queryForMap(
                "select sum(packets_sent)::bigint as sent, sum(packets_received)::bigint as received,"
                        + " sum(bytes_sent)::bigint as bytes_sent, sum(bytes_received)::bigint as bytes_received"
                        + " from hosts");
        assertThat(hosts)
                .containsEntry("sent", packets)
                .containsEntry("received", packets)
                .containsEntry("bytes_sent", bytes)
                .containsEntry("bytes_received", bytes);
        assertThat(number("select count(*) from (select consumer from ingest_offsets group by consumer"
                        + " having sum(packets) = " + packets + ") as whole"))
                .isEqualTo(2);
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }
}
