package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A port scan that two probes saw: tens of thousands of flows between two addresses in one window. The database limits a query's time. */
class CountedOnceIT {

    /** Probe {@code near} saw two packets of each, probe {@code far} one; of each second echo request, only {@code far} saw something. */
    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen)
        select timestamptz '2026-03-10 12:00Z', inet '10.0.0.1', inet '198.51.100.1', port, 1 + n, transport, probe, transport, packets, 60 * packets,
            timestamptz '2026-03-10 12:00:01Z', timestamptz '2026-03-10 12:00:02Z'
        from generate_series(1, 30000) as n,
            (values ('near', 2), ('far', 1)) as probes (probe, packets),
            (values ('TCP', 40000)) as kinds (transport, port)
        union all
        select '2026-03-10 12:00Z', '10.0.0.1', inet '198.51.100.1' + n, null::int, null::int, 'ICMP', probe, 'ICMP', packets, 60 * packets,
            timestamptz '2026-03-10 12:00:01Z', timestamptz '2026-03-10 12:00:02Z'
        from generate_series(0, 99) as n, (values ('near', 2), ('far', 1)) as probes (probe, packets)
        where probe = 'far' or n % 2 = 0
        """;

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        JdbcTemplate database = new JdbcTemplate(PooledDatabase.of(settings));
        database.execute("select wadi_ensure_day('flows', date '2026-03-10')");
        database.execute(FLOWS);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "totals?, 60150",
        "totals?protocol=ICMP&, 150",
        "totals?host=198.51.100.2&, 1",
        "explore?measure=packets&by=src.host&, 60150"
    })
    void eachFlowCountsAsTheProbeThatSawMostOfIt(String question, long packets) throws Exception {
        JsonNode rows = server.rows(question + "from=2026-03-10T12:00:00Z&to=2026-03-10T12:01:00Z&once=true");
        assertThat(rows.get(0).findValue("packets").asLong())
                .as(rows.toString())
                .isEqualTo(packets);
    }
}
