package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What schema {@code bi} says of the inside and the outside, and of alerts, to a login that may read it alone. */
class BiSidesIT {

    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "10.9.8.7",
            "100.64.0.1",
            "8.8.8.8",
            "203.0.113.9",
            "203.0.114.9",
            "224.0.0.251",
            "255.255.255.255",
            "0.0.0.0",
            "127.0.0.1",
            "fe80::1",
            "ff02::fb",
            "2001:db8::1",
            "3fff::1",
            "2001:2::1",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "feed::beef",
            "bbbb::1",
            "::1",
            "fd00::1",
            "2001:4860:4860::8888",
            "2001:67c:1::5");

    private static JdbcTemplate owner;
    private static JdbcTemplate reader;

    @BeforeAll
    static void store() throws Exception {
        Settings settings = TestServers.withTables();
        owner = database(settings, settings.get(DatabaseSettings.USER), "");
        String login = "sides_of_" + owner.queryForObject("select current_database()", String.class);
        owner.execute("create role " + login + " login password 's' in role wadi_reader");
        reader = database(settings, login, "s");
        owner.execute("insert into own_networks values ('10.9.0.0/16', 'branch'), ('2001:67c:1::/48', '')");
        for (String src : ADDRESSES) {
            owner.update(
                    "insert into hosts (ip, first_seen, last_seen, scope)"
                            + " select ip, now(), now(), wadi_scope(ip) from cast(? as inet) as ip",
                    src);
            ADDRESSES.forEach(dst -> storeFlow(src, dst));
        }
    }

    private static void storeFlow(String src, String dst) {
        owner.update(
                "insert into flows (window_start, src_ip, dst_ip, transport, probe, protocol, packets, bytes, first_seen,"
                        + " last_seen) values ('2026-03-10Z', ?::inet, ?::inet, 'UDP', 'p', 'UDP', 1, 60, now(), now())",
                src,
                dst);
        for (String sums : List.of("flows_hour", "flows_day")) {
            owner.update(
                    "insert into " + sums + " (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                            + " values ('2026-03-10Z', ?::inet, ?::inet, 'UDP', 1, 60)",
                    src,
                    dst);
        }
    }

    private static JdbcTemplate database(Settings settings, String user, String password) {
        return new JdbcTemplate(PooledDatabase.of(settings, user, password));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, inside, 10.0.0.0/8 private (RFC 1918)",
        "10.9.8.7, inside, 10.9.0.0/16 branch",
        "2001:67c:1::5, inside, 2001:67c:1::/48",
        "8.8.8.8, outside, none",
        "64:ff9b::808:808, outside, none",
        "64:ff9b:1::1, special, none",
        "feed::beef, special, none",
        "bbbb::1, special, none",
        "ff02::fb, special, none",
        "203.0.113.9, special, none"
    })
    void hostsHaveTheirSideAndTheSmallestNetwork(String ip, String side, String network) {
        assertThat(reader.queryForMap("select side, network from bi.dim_host where ip = ?", ip))
                .containsEntry("side", side)
                .containsEntry("network", network);
    }

    /** As detections see it. */
    @Test
    void sidesAreThoseOfDetections() {
        assertThat(owner.queryForList("""
                        select ip || ' ' || side from bi.dim_host
                        where (side = 'inside') <> wadi_is_inside(ip::inet) or (side = 'outside') <> wadi_is_outside(ip::inet)
                        """, String.class)).isEmpty();
    }

    /** What is public and not one's own is outside, and nothing else. */
    @Test
    void outsideIsPublic() {
        assertThat(reader.queryForList("""
                        select ip || ' ' || side || ' ' || scope from bi.dim_host
                        where side <> 'inside' and (side = 'outside') <> (scope = 'public')
                        """, String.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact_flow_minutes", "fact_flow_hours", "fact_flow_days"})
    void directionsFollowFromTheSidesOfBothEnds(String fact) {
        assertThat(reader.queryForList("""
                        select src_ip || ' ' || dst_ip || ' ' || direction
                        from bi.%s
                            join bi.dim_host as src on src.ip = src_ip
                            join bi.dim_host as dst on dst.ip = dst_ip
                        where direction is distinct from case (src.side = 'outside') || ' ' || (dst.side = 'outside')
                            when 'true true' then 'external'
                            when 'true false' then 'inbound'
                            when 'false true' then 'outbound'
                            else 'internal'
                        end
                        """.formatted(fact), String.class)).isEmpty();
        assertThat(reader.queryForList("select distinct direction from bi." + fact + " order by 1", String.class))
                .containsExactly("external", "inbound", "internal", "outbound");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "10.0.0.1 → 8.8.8.8 port 443, 10.0.0.1",
        "Telnet server 10.9.8.7, 10.9.8.7",
        "2001:67c:1::5 → AS15169, 2001:67c:1::5",
        "example.org,"
    })
    void alertsNameTheAddressThatTheyAreAbout(String subject, String ip) {
        owner.update("""
                insert into alerts (detection, severity, subject, title, opened_at, updated_at, closed_at, last_seen, score,
                    evidence)
                values ('test', 'high', ?, 'A test', '2024-02-03 04:05:06.7Z', '2024-02-03 04:06:06.7Z',
                    '2024-02-03 04:07:06.7Z', '2024-02-03 04:06:06.7Z', 2, '{}')
                """, subject);
        assertThat(reader.queryForMap("select * from bi.fact_alerts where subject = ?", subject))
                .containsEntry("ip", ip)
                .containsEntry("state", "closed")
                .containsEntry("severity_rank", 3)
                .containsEntry("minute_of_day", 245)
                .containsEntry("open_seconds", 120.0);
        assertThat(reader.queryForObject(
                        "select count(*) from bi.fact_alerts join bi.dim_date using (date) where subject = ?",
                        Long.class,
                        subject))
                .isOne();
    }
}
