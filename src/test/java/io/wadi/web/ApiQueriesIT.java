package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every query of the pages over flows with known sums. */
class ApiQueriesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Settings settings;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.withTables();
        KnownFlows.store(settings);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> lines(String path, String... columns) throws Exception {
        return StreamSupport.stream(server.rows(path).spliterator(), false)
                .map(row -> line(row, columns))
                .toList();
    }

    private static String line(JsonNode row, String... columns) {
        StringBuilder line = new StringBuilder();
        for (String column : columns) {
            assertThat(row.has(column)).as(column).isTrue();
            line.append(line.isEmpty() ? "" : " ").append(row.get(column).asText());
        }
        return line.toString();
    }

    @ParameterizedTest
    @CsvSource({
        KnownFlows.HOUR + ", 25 7000 4 2",
        KnownFlows.HOUR + "&host=10.0.0.1, 23 6700 3 2",
        KnownFlows.HOUR + "&protocol=TLS, 18 6000 2 1",
        KnownFlows.HOUR + "&country=US, 7 1000 3 1",
        KnownFlows.HOUR + "&host=10.0.0.1&country=US, 5 700 2 1",
        KnownFlows.HOUR + "&host=10.0.0.1&protocol=DNS, 0 0 0 0",
        KnownFlows.DAY + ", 27 7300 4 2",
        KnownFlows.DAY + "&country=DE&protocol=TLS, 20 6300 3 1",
        KnownFlows.MONTH + ", 31 7700 5 2",
        KnownFlows.MONTH + "&host=198.51.100.7, 11 1400 4 1",
        "from=2025-01-01T00:00:00Z&to=2025-01-01T01:00:00Z, 0 0 0 0"
    })
    void totals(String query, String expected) throws Exception {
        assertThat(lines("totals?" + query, "packets", "bytes", "hosts", "countries"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        KnownFlows.HOUR + ", minute",
        "from=2026-03-10T08:00:00Z&to=2026-03-10T13:00:00Z, hour",
        KnownFlows.DAY + ", hour",
        KnownFlows.MONTH + ", day"
    })
    void theGrainFollowsTheRange(String query, String grain) throws Exception {
        JsonNode answer = JSON.readTree(server.get("api/totals?" + query).body());
        assertThat(answer.at("/range/grain").asText()).isEqualTo(grain);
    }

    @Test
    void bytesByTime() throws Exception {
        assertThat(lines("bytes-by-time?" + KnownFlows.HOUR, "time", "protocol", "packets", "bytes"))
                .containsExactly(
                        "2026-03-10T12:00:00.000+00:00 TLS 18 6000",
                        "2026-03-10T12:01:00.000+00:00 DNS 2 300",
                        "2026-03-10T12:02:00.000+00:00 HTTP 5 700");
        assertThat(lines("bytes-by-time?" + KnownFlows.MONTH + "&host=198.51.100.7", "time", "protocol", "bytes"))
                .containsExactly(
                        "2026-03-10T00:00:00.000+00:00 DNS 300",
                        "2026-03-10T00:00:00.000+00:00 HTTP 700",
                        "2026-03-20T00:00:00.000+00:00 SSH 400");
    }

    @Test
    void protocols() throws Exception {
        assertThat(lines("protocols?" + KnownFlows.DAY, "protocol", "packets", "bytes"))
                .containsExactly("TLS 20 6300", "HTTP 5 700", "DNS 2 300");
        assertThat(lines("protocols?" + KnownFlows.DAY + "&limit=1", "protocol"))
                .containsExactly("TLS");
    }

    @Test
    void topTalkers() throws Exception {
        assertThat(lines(
                        "top-talkers?" + KnownFlows.HOUR,
                        "host",
                        "name",
                        "name_source",
                        "country_code",
                        "asn",
                        "packets",
                        "bytes_sent",
                        "bytes_received"))
                .containsExactly(
                        "203.0.113.5 example.org SNI DE 64500 18 5000 1000",
                        "10.0.0.1 null null null null 23 1700 5000",
                        "198.51.100.7 null null US 64501 7 200 800",
                        "10.0.0.2 null null null null 2 100 200");
    }

    @Test
    void packetsOfAHostToItselfCountOnce() throws Exception {
        JdbcTemplate database = new JdbcTemplate(ApiServer.writing(settings));
        database.update("insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes,"
                + " first_seen, last_seen) select t, src, '127.0.0.1', 'UDP', 'p', 'UDP', packets, 60 * packets, t, t"
                + " from (values (timestamptz '2026-05-01 12:00Z', inet '127.0.0.1', 60), ('2026-05-01 12:01Z',"
                + " '127.0.0.2', 70)) as f (t, src, packets)");
        String half = "from=2026-05-01T12:00:00Z&to=2026-05-01T12:30:00Z";
        assertThat(lines("totals?" + half, "packets", "bytes")).containsExactly("130 7800");
        assertThat(lines("top-talkers?" + half, "host", "packets", "bytes_sent", "bytes_received"))
                .containsExactly("127.0.0.2 70 4200 0", "127.0.0.1 130 3600 7800");
        assertThat(lines("host-peers?host=127.0.0.1&" + half, "host", "packets", "bytes_sent", "bytes_received"))
                .as("most bytes first, each once")
                .containsExactly("127.0.0.2 70 0 4200", "127.0.0.1 60 3600 3600");
        database.update("delete from flows where window_start >= '2026-05-01'");
    }

    @Test
    void countriesCountWhatStaysWithinThemOnce() throws Exception {
        assertThat(lines("countries?" + KnownFlows.MONTH, "country_code", "country_name", "hosts", "packets", "bytes"))
                .containsExactly("DE Germany 1 20 6300", "US United States 2 11 1400");
    }

    @Test
    void hostMap() throws Exception {
        assertThat(lines("host-map?" + KnownFlows.DAY, "latitude", "longitude", "city", "hosts", "bytes"))
                .containsExactly("52.5 13.4 Berlin 1 6300", "37.75 -97.8 null 1 1000");
        assertThat(lines("host-map?" + KnownFlows.MONTH + "&country=US", "country_code", "hosts"))
                .containsExactly("US 2");
    }

    @Test
    void conversationsHoldBothDirections() throws Exception {
        assertThat(lines(
                        "conversations?" + KnownFlows.HOUR,
                        "a_host",
                        "b_host",
                        "b_name",
                        "a_name_source",
                        "b_name_source",
                        "protocol",
                        "packets",
                        "bytes",
                        "a_bytes",
                        "b_bytes",
                        "last_seen"))
                .containsExactly(
                        "10.0.0.1 203.0.113.5 example.org null SNI TLS 18 6000 1000 5000 2026-03-10T12:00:42.000+00:00",
                        "10.0.0.1 198.51.100.7 null null null HTTP 5 700 700 0 2026-03-10T12:02:45.000+00:00",
                        "10.0.0.2 198.51.100.7 null null null DNS 2 300 100 200 2026-03-10T12:01:04.000+00:00");
    }

    @Test
    void conversationsOfALongRangeStateTheirLastPacket() throws Exception {
        assertThat(lines("conversations?" + KnownFlows.MONTH + "&host=203.0.113.5", "a_host", "packets", "last_seen"))
                .containsExactly(
                        "10.0.0.1 18 2026-03-10T12:00:42.000+00:00", "10.0.0.2 2 2026-03-10T13:30:06.000+00:00");
    }

    @Test
    void host() throws Exception {
        assertThat(lines(
                        "host?host=203.0.113.5",
                        "name",
                        "name_source",
                        "scope",
                        "city",
                        "organization",
                        "bytes_sent",
                        "first_seen"))
                .containsExactly("example.org SNI public Berlin Example Net 5000 2026-03-10T12:00:01.000+00:00");
        assertThat(server.rows("host?host=192.0.2.99")).isEmpty();
    }

    @Test
    void hostPeers() throws Exception {
        assertThat(lines(
                        "host-peers?" + KnownFlows.DAY + "&host=203.0.113.5",
                        "host",
                        "packets",
                        "bytes_sent",
                        "bytes_received",
                        "protocols"))
                .containsExactly("10.0.0.1 18 5000 1000 TLS", "10.0.0.2 2 0 300 TLS");
        assertThat(lines("host-peers?" + KnownFlows.DAY + "&host=10.0.0.1", "name", "name_source"))
                .containsExactly("example.org SNI", "null null");
    }

    /** Two collectors have seen r7; minutes that begin before or after the range do not count. */
    @Test
    void exporters() throws Exception {
        JdbcTemplate database = new JdbcTemplate(ApiServer.writing(settings));
        String columns =
                "(collector, cell, minute, exporter, port, probe, protocol, domain, datagrams, records, lost, late,"
                        + " restarts, no_template, dropped, sampling, skew_millis)";
        String one = "'0f0e0d0c-0b0a-0908-0706-050403020100'";
        String two = "'0f0e0d0c-0b0a-0908-0706-050403020101'";
        database.update("insert into exporter_minutes " + columns + " values "
                + "(" + one
                + ", 1, '2026-03-20 09:00', '192.0.2.7', 1, 'r7', 'v9', 7, 60, 600, 3, 0, 1, 2, 0, 100, -5),"
                + "(" + two + ", 1, '2026-03-20 09:01', '192.0.2.7', 2, 'r7', 'v9', 7, 36, 360, 2, 1, 0, 0, 0, 10, 8),"
                + "(" + one + ", 2, '2026-03-20 09:01', '192.0.2.8', 1, 'r8', 'v5', 0, 5, 90, 10, 0, 0, 0, 0, 1, 0),"
                + "(" + one + ", 3, '2026-03-20 09:02', null, null, '', '', 0, 0, 0, 0, 0, 0, 0, 17, 0, 0),"
                + "(" + one + ", 4, '2026-03-20 08:59', '192.0.2.7', 1, 'r7', 'v9', 7, 1, 1, 9, 0, 0, 0, 0, 1, 0),"
                + "(" + one + ", 5, '2026-03-20 10:00', '192.0.2.7', 1, 'r7', 'v9', 7, 1, 1, 9, 0, 0, 0, 0, 1, 0)");
        String range = "from=2026-03-20T08:59:30Z&to=2026-03-20T10:00:00Z";
        assertThat(lines(
                        "exporters?" + range,
                        "probe",
                        "exporter",
                        "protocol",
                        "streams",
                        "datagrams",
                        "records",
                        "lost",
                        "no_template",
                        "restarts",
                        "dropped",
                        "sampling",
                        "skew_millis",
                        "complete"))
                .containsExactly(
                        "r8 192.0.2.8 v5 1 5 90 10 0 0 0 1 0 0.9",
                        "r7 192.0.2.7 v9 2 96 960 4 2 1 0 100 8 0.96",
                        "null  0 0 0 0 0 0 17 0 0 null");
        assertThat(lines("exporters?" + range + "&limit=1", "probe")).containsExactly("r8");
    }

    @Test
    void extent() throws Exception {
        assertThat(lines("extent", "earliest", "latest"))
                .containsExactly("2026-03-10T12:00:00.000+00:00 2026-03-20T10:00:00.000+00:00");
    }

    @Test
    void nothingIsStoredAndNothingFound() throws Exception {
        assertThat(server.rows("consumers")).isEmpty();
        assertThat(server.rows("alerts?" + KnownFlows.DAY)).isEmpty();
    }
}
