package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs the queries of the pages over rows of forged flow messages, whose sums exceed a bigint. */
class FullSumsIT {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final List<String> RANGES = List.of(KnownFlows.HOUR, KnownFlows.DAY, KnownFlows.MONTH);

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        JdbcTemplate database = new JdbcTemplate(ApiServer.writing(settings));
        List.of("flows", "flows_hour", "flows_day")
                .forEach(table -> database.update(
                        "update " + table + " set packets = ?, bytes = ?", Long.MAX_VALUE, Long.MAX_VALUE));
        database.update(
                "update hosts set packets_sent = ?, bytes_sent = ?, bytes_received = ?",
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        database.update(
                "insert into ingest_offsets (consumer, topic, partition, next_offset, packets, dead)"
                        + " select 'wadi-store-flows', 'packets', n, 1, 9223372036854775807, 9223372036854775807 from generate_series(0, 1) as n");
        database.update(
                "insert into exporter_minutes (collector, cell, minute, exporter, port, probe, protocol, domain,"
                        + " datagrams, records, lost, late, restarts, no_template, dropped, sampling, skew_millis)"
                        + " select gen_random_uuid(), n, date_trunc('minute', now()), '192.0.2.1', 1, 'r', 'v5', 0,"
                        + " 9223372036854775807, 9223372036854775807, 9223372036854775807, 0, 9223372036854775807,"
                        + " 9223372036854775807, 9223372036854775807, 1, 0 from generate_series(0, 1) as n");
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static BigInteger first(String path, String column) throws Exception {
        JsonNode rows = server.rows(path);
        assertThat(rows).as(path).isNotEmpty();
        return rows.get(0).get(column).bigIntegerValue();
    }

    @ParameterizedTest
    @FieldSource("RANGES")
    void showAsTheLargestNumberAndFailNoQuery(String range) throws Exception {
        for (String query : List.of("totals", "bytes-by-time", "protocols", "countries", "host-map", "conversations")) {
            assertThat(first(query + "?" + range, "bytes")).as(query).isEqualTo(MOST);
            assertThat(first(query + "?" + range, "packets")).as(query).isEqualTo(MOST);
        }
        assertThat(first("top-talkers?" + range, "bytes_sent")).isEqualTo(MOST);
        assertThat(first("host-peers?host=203.0.113.5&" + range, "bytes_received"))
                .isEqualTo(MOST);
    }

    /** An older Wadi has stored counts that are refused now. */
    @ParameterizedTest
    @ValueSource(strings = {"datagrams", "records", "lost", "no_template", "restarts", "dropped"})
    void ofExportersAsWell(String column) throws Exception {
        assertThat(first("exporters", column)).isEqualTo(MOST);
        assertThat(server.rows("exporters").get(0).get("complete").asDouble()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"host?host=10.0.0.1, bytes_sent", "consumers, packets", "consumers, dead"})
    void ofHostsAndConsumersAsWell(String query, String column) throws Exception {
        assertThat(first(query, column)).isEqualTo(MOST);
    }
}
