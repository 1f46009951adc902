package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.geoip.GeoInfo;
import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.packet.TestSegment;
import io.wadi.pipeline.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the stores append, and what {@link Fold} makes of it. */
class FoldIT {

    private static final long SECOND = 1_000_000_000L;
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "198.51.100.2";
    private static final long MOST_PENDING = 100_000;
    private static final long MUCH_LOG = 500_000;
    private static final IpAddress PUBLIC = IpAddress.parse("8.8.8.8");

    private DataSource source;
    private JdbcTemplate database;
    private Fold fold;
    private DirectStore store;

    @BeforeEach
    void start() throws Exception {
        source = DirectStore.source(TestServers.withTables());
        database = new JdbcTemplate(source);
        fold = new Fold(source, MOST_PENDING);
        store = new DirectStore(source, 0);
    }

    private void store(Packet... packets) {
        assertThat(store.store(List.of(packets), Map.of())).isTrue();
    }

    private List<String> lines(String columns, String table) {
        return database.queryForList(
                "select concat_ws(' ', " + columns + ") from " + table + " order by 1", String.class);
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private long pending() {
        return number("select coalesce(sum(sums), 0) from pending_batches");
    }

    private static Packet sent(long seconds, int bytes) {
        return TestPacket.udp(CLIENT, 1, SERVER, 2)
                .at(TestPacket.NANOS + seconds * SECOND)
                .size(bytes)
                .build();
    }

    private static Packet received(long seconds, int bytes) {
        return TestPacket.udp(SERVER, 2, CLIENT, 1)
                .at(TestPacket.NANOS + seconds * SECOND)
                .size(bytes)
                .build();
    }

    /** 16:00 is the hour of the packets; the second batch has one of the next day. */
    @Test
    void sumsAreTheSameBeforeAndAfterAFold() {
        store(sent(0, 100), sent(30, 50), received(40, 900));
        store(sent(60, 10), received(86_400, 20));
        String host = "host(ip), packets_sent, packets_received, bytes_sent, bytes_received, scope,"
                + " extract(epoch from last_seen - first_seen)::int";
        List<String> hosts =
                List.of("10.0.0.1 3 2 160 920 private 86400", "198.51.100.2 2 3 920 160 documentation 86400");
        List<String> hours = List.of(
                "2024-03-09 16:00:00 10.0.0.1 198.51.100.2 3 160 60",
                "2024-03-09 16:00:00 198.51.100.2 10.0.0.1 1 900 40",
                "2024-03-10 16:00:00 198.51.100.2 10.0.0.1 1 20 0");
        List<String> days =
                hours.stream().map(line -> line.replace("16:00", "00:00")).toList();
        String sums = "(select window_start, src_ip, dst_ip, sum(packets) as packets, sum(bytes) as bytes,"
                + " max(last_seen) as last_seen from %s group by 1, 2, 3) as sums";
        String key = "window_start at time zone 'UTC', host(src_ip), host(dst_ip), packets, bytes,"
                + " mod(extract(epoch from last_seen)::int, 3600)";
        assertThat(number("select count(*) from hosts")).isZero();
        for (int i = 0; i < 2; i++) {
            assertThat(lines(host, "hosts_now")).isEqualTo(hosts);
            assertThat(lines(key, sums.formatted("flows_hour_now"))).isEqualTo(hours);
            assertThat(lines(key, sums.formatted("flows_day_now"))).isEqualTo(days);
            fold.all();
        }
        assertThat(pending()).isZero();
        assertThat(lines(host, "hosts")).isEqualTo(hosts);
        assertThat(lines(key, "flows_hour")).isEqualTo(hours);
        assertThat(lines(key, "flows_day")).isEqualTo(days);
        store(sent(61, 1));
        fold.all();
        assertThat(lines("packets", "flows_hour where src_ip = '10.0.0.1'")).containsExactly("4");
        assertThat(number("select packets_received from hosts where ip = '198.51.100.2'"))
                .isEqualTo(4);
    }

    @Test
    void aHostThatTalksToItselfIsOneHost() {
        store(TestPacket.udp(CLIENT, 1, CLIENT, 2).size(50).build());
        assertThat(lines("packets_sent, packets_received, bytes_sent", "hosts_now"))
                .containsExactly("1 1 50");
        fold.all();
        assertThat(lines("packets_sent, packets_received, bytes_sent", "hosts")).containsExactly("1 1 50");
    }

    @Test
    void theLastNameOfAnAddressCountsAndANameAloneMakesNoHost() {
        store(TestSegment.answer(SERVER, "first.example.org"));
        store(TestSegment.answer(SERVER, "second.example.org"));
        String named = "hosts_now where ip = '" + SERVER + "'";
        assertThat(lines("name", named)).isEmpty();
        fold.all();
        assertThat(lines("name", named)).isEmpty();
        store(sent(0, 1));
        assertThat(lines("name", named)).containsExactly("second.example.org");
        fold.all();
        assertThat(lines("name", "hosts where ip = '" + SERVER + "'")).containsExactly("second.example.org");
        store(TestSegment.answer(SERVER, "third.example.org"));
        assertThat(lines("name", named)).containsExactly("third.example.org");
        fold.all();
        assertThat(lines("name", "hosts where ip = '" + SERVER + "'")).containsExactly("third.example.org");
    }

    private static GeoInfo place(String city, LocalDate built) {
        return new GeoInfo("NL", "Netherlands", city, 52.1, 5.1, 64_496L, "Example Net", built);
    }

    private void storePlace(String city, LocalDate built) {
        Packet packet = TestPacket.udp(CLIENT, 1, PUBLIC.toString(), 2).build();
        assertThat(store.store(List.of(packet), Map.of(PUBLIC, place(city, built))))
                .isTrue();
    }

    /** Whichever process has the older file. */
    @Test
    void anOlderDatabaseOverwritesNoPlaceAndAnUnchangedPlaceWritesNothing() {
        LocalDate newer = LocalDate.of(2026, 1, 1);
        storePlace("Older", newer.minusDays(1));
        storePlace("Newer", newer);
        storePlace("Older", newer.minusDays(1));
        assertThat(lines("city", "geoip_now")).containsExactly("Newer");
        fold.all();
        assertThat(lines("city, database_date", "geoip")).containsExactly("Newer 2026-01-01");
        List<String> written = lines("city, xmin", "geoip");
        storePlace("Newer", newer);
        storePlace("Older", newer.minusDays(1));
        fold.all();
        assertThat(lines("city, xmin", "geoip")).isEqualTo(written);
        storePlace("Newest", newer.plusDays(1));
        fold.all();
        assertThat(lines("city", "geoip")).containsExactly("Newest");
    }

    /** What a batch appends goes to the log of PostgreSQL and to the table, and when it is folded once more. */
    @Test
    void placesThatAreKnownCostNothing() {
        Map<IpAddress, GeoInfo> places = new HashMap<>();
        IntStream.range(0, 20_000)
                .forEach(i -> places.put(
                        IpAddress.parse("20.0." + i / 250 + "." + i % 250), place("City", LocalDate.of(2026, 1, 1))));
        assertThat(logged(places)).isGreaterThan(MUCH_LOG);
        assertThat(number("select count(*) from geoip")).isEqualTo(20_000);
        assertThat(logged(places)).isLessThan(MUCH_LOG);
    }

    /** Bytes of write-ahead log to store and fold a packet with these places. */
    private long logged(Map<IpAddress, GeoInfo> places) {
        String before = database.queryForObject("select pg_current_wal_insert_lsn()", String.class);
        assertThat(store.store(List.of(sent(0, 1)), places)).isTrue();
        fold.all();
        return number("select (pg_current_wal_insert_lsn() - '" + before + "'::pg_lsn)::bigint");
    }

    /** Adopted places have no date. */
    @Test
    void aPlaceWithoutADateIsReplaced() {
        database.update("insert into geoip (ip, city) values ('8.8.8.8', 'Adopted')");
        storePlace("Known", LocalDate.of(2019, 1, 1));
        fold.all();
        assertThat(lines("city", "geoip")).containsExactly("Known");
    }

    @Test
    void oneProcessFoldsAndTheOthersLeaveItToThat() throws SQLException {
        store(sent(0, 1));
        long before = pending();
        try (Connection other = source.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('wadi_fold'))");
            fold.run();
            assertThat(pending()).isEqualTo(before);
        }
        fold.run();
        assertThat(pending()).isZero();
    }

    /** Otherwise a stop waits for all of a long backlog. */
    @Test
    void aRunIsOneTransactionAndTellsWhetherTheNextIsDue() {
        IntStream.range(0, 4).forEach(i -> store(sent(i, 1)));
        database.execute("alter table hosts add constraint refuse check (packets_sent < 0) not valid");
        // Each failure halves the next fold: to one sum, which is the first batch.
        IntStream.range(0, 20).forEach(i -> assertThat(fold.run()).isFalse());
        database.execute("alter table hosts drop constraint refuse");
        assertThat(fold.run()).isTrue();
        assertThat(number("select count(*) from pending_batches")).isEqualTo(3);
        await().untilAsserted(() -> {
            fold.run();
            assertThat(pending()).isZero();
        });
        assertThat(fold.run()).isFalse();
    }

    @Test
    void whatIsFoldedIsCountedAndItsRoomUsedAgain() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        fold.bindTo(meters);
        List<Packet> packets = new ArrayList<>();
        IntStream.range(0, 60_000)
                .forEach(i -> packets.add(TestPacket.udp("10.0." + i / 250 + "." + i % 250, 1, SERVER, 2)
                        .build()));
        assertThat(store.store(packets, Map.of())).isTrue();
        PendingSums pending = new PendingSums(source);
        pending.refresh();
        assertThat(pending.getSums()).isEqualTo(60_000);
        assertThat(pending.stalled(Duration.ZERO)).containsExactly("60000 sums are pending");
        fold.run();
        pending.refresh();
        assertThat(pending.getSums()).isZero();
        assertThat(pending.stalled(Duration.ZERO)).isEmpty();
        assertThat(meters.get("wadi.fold.sums").counter().count()).isEqualTo(60_000);
        assertThat(meters.get("wadi.fold.rounds").timer().count()).isEqualTo(1);
        assertThat(number("select sum(packets) from flows_hour")).isEqualTo(60_000);
        assertThat(number("select packets_received from hosts where ip = '" + SERVER + "'"))
                .isEqualTo(60_000);
        long size = number("select pg_total_relation_size('pending_batches')");
        assertThat(store.store(packets, Map.of())).isTrue();
        assertThat(number("select pg_total_relation_size('pending_batches')")).isLessThan(size + size / 4);
    }

    /** The database's clock may be set: then the age of a batch by that clock says nothing. */
    @Test
    void howLongNothingWasFoldedIsTimedByASteadyClock() {
        AtomicLong now = new AtomicLong();
        PendingSums pending = new PendingSums(source, now::get);
        store(sent(0, 1));
        pending.refresh();
        database.update("update pending_batches set stored_at = now() + interval '1 hour'");
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        store(received(0, 1));
        pending.refresh();
        assertThat(pending.stalled(Duration.ofSeconds(60))).hasSize(1);
        fold.run();
        store(sent(0, 1));
        database.update("update pending_batches set stored_at = now() - interval '1 hour'");
        pending.refresh();
        assertThat(pending.stalled(Duration.ofSeconds(60))).isEmpty();
    }

    @Test
    void aStoreWaitsWhileTooManySumsArePending() throws Exception {
        fold = new Fold(source, 1);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        fold.bindTo(meters);
        store(sent(0, 1));
        fold.awaitRoom();
        store(received(0, 1));
        FutureTask<Void> wait = new FutureTask<>(() -> {
            fold.awaitRoom();
            return null;
        });
        Thread thread = new Thread(wait);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(wait.isDone()).isFalse();
        fold.all();
        wait.get(30, TimeUnit.SECONDS);
        assertThat(meters.get("wadi.fold.waits").timer().count()).isEqualTo(1);
    }

    @Test
    void aFailureIsCountedAndTheNextRunFolds() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        fold.bindTo(meters);
        store(sent(0, 1));
        database.execute("alter table hosts add constraint refuse check (packets_sent < 0) not valid");
        fold.run();
        assertThat(pending()).isEqualTo(1);
        assertThat(number("select count(*) from flows_hour")).isZero();
        assertThat(meters.get("wadi.task.failures").functionCounter().count()).isEqualTo(1);
        database.execute("alter table hosts drop constraint refuse");
        fold.run();
        assertThat(pending()).isZero();
    }

    @Test
    void sumsStayAtTheLargestValue() {
        database.update("insert into hosts (ip, first_seen, last_seen, packets_sent, scope)"
                + " values ('10.0.0.1', now(), now(), 9223372036854775807, 'private')");
        store(sent(0, 1));
        assertThat(lines("packets_sent", "hosts_now where ip = '10.0.0.1'")).containsExactly("9223372036854775807");
        fold.all();
        assertThat(lines("packets_sent", "hosts where ip = '10.0.0.1'")).containsExactly("9223372036854775807");
    }

    /** At the bounds of every network that either of the two knows, and beside them. */
    @Test
    void scopesAreThoseOfAddressScope() {
        List<String> wrong = new ArrayList<>();
        database.query("""
            select host(ip) as ip, wadi_scope(ip) as scope
            from unnest(array['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8',
                    '169.254.0.0/16', '255.255.255.255/32', '224.0.0.0/4', '192.0.2.0/24', '198.51.100.0/24',
                    '203.0.113.0/24', '0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '8.8.8.0/24',
                    '::ffff:0:0/96', '::ffff:10.0.0.0/104', '::ffff:8.8.8.0/120', '::/128', '::1/128', 'ff00::/8',
                    'fc00::/7', 'fec0::/10', '64:ff9b:1::/48', '64:ff9b::/64', '64:ff9b::/96', 'fe80::/10',
                    '2001:db8::/32', '3fff::/20', '2001:2::/48', '2001:10::/28', '2000::/3', '2a00::/16']::inet[]) as net,
                lateral (values (host(network(net))::inet), (host(broadcast(net))::inet)) as bound (last),
                unnest(array[-1, 0, 1]) as beside,
                lateral (select case
                    when last in ('0.0.0.0', '::') and beside < 0 or last in ('255.255.255.255',
                        'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff') and beside > 0 then last
                    else last + beside end) as edge (ip)
            """, row -> {
            IpAddress address = IpAddress.parse(row.getString("ip"));
            if (!AddressScope.of(address).label().equals(row.getString("scope"))) {
                wrong.add(address + " " + row.getString("scope"));
            }
        });
        assertThat(wrong).isEmpty();
    }
}
