package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same traffic, reported by several exporters. */
class ApiProbesIT {

    /** Router r1 is a sampler, r2 sees one flow more, and r3 reports one flow exactly as r2. */
    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen, src_asn, dst_asn, in_interface, in_interface_name, out_interface)
        select start + seen, src, dst, src_port, dst_port, transport, probe, protocol, packets, bytes, start + seen,
            start + seen, src_asn, dst_asn, came, came_name, went
        from (values
            (interval '0', inet '10.0.0.1', inet '192.0.2.5', 5001, 443, 'TCP', 'r1', 'TLS', 90, 900, null, 64500, 1, 'ge-1', 2),
            (interval '0', inet '10.0.0.1', inet '192.0.2.5', 5001, 443, 'TCP', 'r2', 'TLS', 100, 1000, null, 64500, 3, null, 4),
            (interval '1 min', inet '10.0.0.1', inet '192.0.2.5', 5001, 443, 'TCP', 'r1', 'TLS', 40, 400, null, 64500, 1, 'ge-0/1', 2),
            (interval '0', inet '10.0.0.1', inet '192.0.2.5', null, null, 'ICMP', 'r2', 'ICMP', 4, 40, null, 64500, 3, null, null),
            (interval '0', inet '10.0.0.1', inet '192.0.2.5', null, null, 'ICMP', 'r3', 'ICMP', 4, 40, null, 64500, null, null, null),
            (interval '0', inet '10.0.0.1', inet '192.0.2.5', 5002, 443, 'TCP', 'r2', 'TLS', 7, 70, null, 64500, 5, null, 3),
            (interval '0', inet '192.0.2.9', inet '10.0.0.1', 53, 5003, 'UDP', 'r1', 'DNS', 1, 10, 4200000000, null, 2, 'ge-2', 1)
        ) as flow (seen, src, dst, src_port, dst_port, transport, probe, protocol, packets, bytes, src_asn, dst_asn,
            came, came_name, went),
        (select timestamptz '%s' as start) as at
        """;

    /** Yesterday at ten: a range from midnight would be answered by the sums of the day, which are empty here. */
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(14, ChronoUnit.HOURS);

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        new JdbcTemplate(ApiServer.writing(settings)).update(FLOWS.formatted(START));
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Without a whole hour: the sums by hour are empty here. */
    private static String range() {
        return "from=" + START + "&to=" + START.plus(59, ChronoUnit.MINUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 246 2460",
        "&probe=r1, 131 1310",
        "&probe=r2, 111 1110",
        "&probe=r9, 0 0",
        "&once=true, 152 1520",
        "&once=false, 246 2460",
        "&probe=r2&once=true, 107 1070",
        "&probe=r2&protocol=ICMP, 4 40",
        "&asn=4200000000, 1 10",
        "&asn=AS64500, 245 2450",
        "&asn=64500&once=true, 151 1510",
        "&asn=1, 0 0",
        "&probe=r1&interface=2, 131 1310",
        "&probe=r2&interface=3, 111 1110",
        "&probe=r2&interface=4, 100 1000",
        "&probe=r2&interface=9, 0 0"
    })
    void totals(String filter, String expected) throws Exception {
        JsonNode sums = server.rows("totals?" + range() + filter).get(0);
        assertThat(sums.get("packets").asText() + " " + sums.get("bytes").asText())
                .isEqualTo(expected);
    }

    @Test
    void eachInterfaceHasWhatCameInAndLeft() throws Exception {
        assertThat(interfaces("&probe=r1")).containsExactly("1 ge-0/1 1300 10", "2 ge-2 10 1300");
        assertThat(interfaces("&probe=r2")).containsExactly("3 null 1040 70", "4 null 0 1000", "5 null 70 0");
        assertThat(interfaces("&probe=r2&interface=4")).containsExactly("3 null 1000 0", "4 null 0 1000");
        assertThat(interfaces("&probe=r3")).isEmpty();
    }

    private static List<String> interfaces(String filter) throws Exception {
        List<String> lines = new ArrayList<>();
        for (JsonNode row : server.rows("interfaces?" + range() + filter)) {
            lines.add(row.get("interface").asText() + " " + row.get("name").asText() + " "
                    + row.get("bytes_in").asText() + " " + row.get("bytes_out").asText());
        }
        return lines;
    }

    /** Longer than the range that windows answer by themselves. */
    @Test
    void allFiguresKnowTheProbe() throws Exception {
        String day = "from=" + START.minus(12, ChronoUnit.HOURS) + "&to=" + START.plus(3, ChronoUnit.HOURS);
        for (String figure : new String[] {"protocols", "bytes-by-time", "conversations"}) {
            long bytes = 0;
            for (JsonNode row : server.rows(figure + "?" + day + "&probe=r2")) {
                bytes += row.get("bytes").asLong();
            }
            assertThat(bytes).as(figure).isEqualTo(1_110);
        }
        assertThat(server.rows("top-talkers?" + day + "&probe=r2")
                        .get(0)
                        .get("bytes_sent")
                        .asLong())
                .isEqualTo(1_110);
        assertThat(server.rows("host-peers?" + day + "&host=192.0.2.5&once=true")
                        .get(0)
                        .get("host")
                        .asText())
                .isEqualTo("10.0.0.1");
    }
}
