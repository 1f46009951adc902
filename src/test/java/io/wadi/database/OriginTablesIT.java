package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wadi.failure.StartException;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Adoption of a database with the tables of the origin's Python programs. */
class OriginTablesIT {

    private static final int ROWS = 12_000;

    /** From 23:50 to 00:10, so that days, hours and minutes are several. */
    private static final String TRAFFIC = """
            insert into traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp")
            select ('10.0.0.' || n % 7)::inet, ('2001:db8::' || n % 11)::inet, case when n % 5 > 0 then 40000 + n % 3 end,
                case when n % 5 > 0 then 443 end, (array['ICMP', 'TCP', 'TLS', 'DNS', 'UDP'])[n % 5 + 1], n % 1500,
                'Ethernet', timestamp '2026-03-09 23:50:00' + n * interval '0.1 seconds'
            from generate_series(0, ROWS - 1) as n
            """.replace("ROWS", String.valueOf(ROWS));

    @TempDir
    private Path folder;

    private Settings settings;
    private JdbcTemplate database;

    @BeforeEach
    void origin() throws Exception {
        settings = TestServers.settings();
        database = new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), "postgres", ""));
    }

    private void createOrigin(String schema) {
        String path = "set search_path = " + schema + "; ";
        database.execute(path + """
                create table traffic (id serial primary key, src_ip inet, dst_ip inet, src_port integer, dst_port integer,
                    protocol varchar(16), bytes integer, type varchar(32), "timestamp" timestamp);
                create table hosts (id serial primary key, ip inet unique, first_seen timestamp, last_seen timestamp,
                    hostname varchar(64));
                create table geoip (ip inet primary key, country_code varchar(2), country_name varchar(64), city varchar(64),
                    latitude double precision, longitude double precision, asn varchar(16), organization varchar(128));
                insert into hosts (ip, first_seen, last_seen, hostname) values
                    ('10.0.0.1', '2026-03-01 00:00', '2026-03-02 00:00', 'printer'),
                    ('8.8.8.8', '2026-03-01 00:00', '2026-03-01 12:00', null);
                insert into geoip values ('2001:db8::1', 'DE', 'Germany', 'Bonn', 50.7, 7.1, 'AS3320', 'Telekom');
                """ + TRAFFIC);
    }

    private void start() throws StartException {
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.STORE_TRAFFIC), TestServers.cache())) {
            pipeline.start();
        }
    }

    private String refusal() {
        return catchThrowableOfType(StartException.class, this::start).getMessage();
    }

    private long number(String query) {
        return database.queryForObject(query, Long.class);
    }

    @Test
    void isSaidAndNothingIsTouched() {
        createOrigin("public");
        assertThat(refusal())
                .contains("has tables geoip, hosts, traffic that Wadi did not create", "wadi.database.adopt=true")
                .doesNotContain("\n");
        assertThat(number("select count(*) from traffic")).isEqualTo(ROWS);
        assertThat(number("select count(*) from pg_class where relname = 'schema_history'"))
                .isZero();
    }

    @RepeatedTest(3)
    void isAdoptedOnceByProcessesThatStartTogether() throws Exception {
        createOrigin("public");
        settings.set("wadi.database.adopt", "true");
        StartedTogether.open(settings);
        assertThat(number("select count(*) from origin.traffic")).isEqualTo(ROWS);
        assertThat(number("select sum(packets) from flows")).isEqualTo(ROWS);
    }

    @Test
    void tablesOfSomethingElseAreNotAdopted() {
        database.execute("create table hosts (id integer)");
        settings.set("wadi.database.adopt", "true");
        assertThat(refusal())
                .contains("has a table hosts that Wadi did not create", "currentSchema")
                .doesNotContain("adopt");
    }

    @ParameterizedTest
    @CsvSource({"public, origin", "west, west_origin"})
    void isAdoptedOnceAndToTheLastPacket(String schema, String old) throws Exception {
        database.execute("create schema if not exists west");
        createOrigin(schema);
        settings.set("wadi.database.adopt", "true");
        String url = settings.text(DatabaseSettings.URL) + "?currentSchema=" + schema;
        settings.set("wadi.database.url", url);
        database = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
        long bytes = number("select sum(bytes) from traffic");
        start();
        settings.set("wadi.database.adopt", "false");
        start();
        settings.set("wadi.database.adopt", "true");
        start();
        assertThat(number("select count(*) from " + old + ".traffic")).isEqualTo(ROWS);
        assertThat(number("select count(*) from traffic")).isEqualTo(ROWS);
        for (String table : new String[] {"flows", "flows_hour", "flows_day"}) {
            assertThat(number("select sum(packets) from " + table)).as(table).isEqualTo(ROWS);
            assertThat(number("select sum(bytes) from " + table)).as(table).isEqualTo(bytes);
        }
        assertThat(number("select count(*) from flows_default") + number("select count(*) from traffic_default"))
                .isZero();
        assertThat(number("select count(distinct window_start) from flows_hour"))
                .isEqualTo(2);
        assertThat(number("select count(*) from flows_day where src_country = 'DE' or dst_country = 'DE'"))
                .isPositive();
        // Whatever their order, the same packets: by time, ends, ports, protocol and size.
        String columns =
                "select src_ip, dst_ip, src_port, dst_port, protocol::text, bytes, type::text, \"timestamp\" at"
                        + " time zone 'UTC' at time zone 'UTC' from traffic";
        assertThat(number("select count(*) from (" + columns + " except all "
                        + columns.replace(
                                " at time zone 'UTC' at time zone 'UTC' from traffic",
                                " at time zone 'UTC' from " + old + ".traffic")
                        + ") as more"))
                .isZero();
        assertThat(number("select sum(packets_sent) from hosts")).isEqualTo(ROWS);
        assertThat(number("select sum(packets_received) from hosts")).isEqualTo(ROWS);
        assertThat(number("select sum(bytes_sent) from hosts")).isEqualTo(bytes);
        assertThat(number("select count(*) from hosts where scope not in ('private', 'documentation', 'public')"))
                .isZero();
        assertThat(number("select count(*) from hosts")).isEqualTo(7 + 11 + 1);
        assertThat(number("select count(*) from hosts where name = 'printer' and first_seen = '2026-03-01 00:00+00'"
                        + " and last_seen > '2026-03-09 00:00+00' and scope = 'private'"))
                .isEqualTo(1);
        assertThat(number("select asn from geoip where ip = '2001:db8::1'")).isEqualTo(3320);
        assertThat(database.queryForObject(
                        "select string_agg(distinct protocol || '/' || transport, ' ' order by protocol || '/' || transport)"
                                + " from traffic",
                        String.class))
                .isEqualTo("DNS/UDP ICMP/ICMP TCP/TCP TLS/TCP UDP/UDP");
        assertThat(database.queryForObject("select obj_description('" + old + ".traffic'::regclass)", String.class))
                .isEqualTo("Copied by Wadi: " + ROWS + " of " + ROWS + " rows");
        thenStores();
    }

    private void thenStores() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(500, 1, SampleCapture.DEFAULT_START).write(out);
        }
        settings.set("wadi.source", "pcap:file:" + capture);
        try (Pipeline pipeline = new Pipeline(
                settings, Set.of(Stage.CAPTURE, Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache())) {
            pipeline.start();
            pipeline.capture().finished().get();
            long all = ROWS + pipeline.capture().getDecoded();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(number("select count(*) from traffic")).isEqualTo(all);
                assertThat(number("select sum(packets) from flows_day")).isEqualTo(all);
            });
        }
    }

    /** A start that is ended between the two steps, or whose copy fails, is gone on with. */
    @Test
    void isGoneOnWithAfterAFailure() throws Exception {
        createOrigin("public");
        database.execute("alter table traffic alter bytes type bigint");
        database.execute("update traffic set bytes = 3000000000 where id = 77");
        database.execute("update traffic set \"timestamp\" = null where id = 78");
        settings.set("wadi.database.adopt", "true");
        assertThat(refusal()).contains("cannot be copied; the next start tries again", "out of range");
        assertThat(number("select count(*) from traffic")).isZero();
        assertThat(number("select count(*) from hosts")).isZero();
        settings.set("wadi.database.adopt", "false");
        database.execute("update origin.traffic set bytes = 3000 where id = 77");
        start();
        assertThat(number("select count(*) from traffic")).isEqualTo(ROWS - 1);
        assertThat(database.queryForObject("select obj_description('origin.traffic'::regclass)", String.class))
                .isEqualTo("Copied by Wadi: " + (ROWS - 1) + " of " + ROWS
                        + " rows; the others lack an address or the time");
    }
}
