package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which of two names an address gets, for each pair of sources: it is the same whether they come in one batch or in two,
 * are folded or not, and before or after the packets that make the address a host.
 */
class NameSourcesIT {

    private static final String CLIENT = "10.0.0.1";
    private static final Map<String, Integer> RANKS =
            Map.of("DNS", 3, "mDNS", 2, "LLMNR", 2, "NBNS", 2, "DHCP", 2, "SNI", 1, "HTTP", 1, "unknown", 0);
    private static final List<String> SOURCES = RANKS.keySet().stream().sorted().toList();

    private JdbcTemplate database;
    private Fold fold;
    private DirectStore store;

    @BeforeEach
    void start() throws Exception {
        DataSource source = DirectStore.source(TestServers.withTables());
        database = new JdbcTemplate(source);
        fold = new Fold(source, 100_000);
        store = new DirectStore(source, 0);
    }

    @Test
    void inOneBatch() {
        storeTraffic();
        List<Packet> both = named(true);
        both.addAll(named(false));
        store(both);
        assertNamesBeforeAndAfterTheFold();
    }

    @Test
    void inTwoBatchesOfOneFold() {
        storeTraffic();
        store(named(true));
        store(named(false));
        assertNamesBeforeAndAfterTheFold();
    }

    @Test
    void inTwoFolds() {
        storeTraffic();
        store(named(true));
        fold.all();
        store(named(false));
        assertNamesBeforeAndAfterTheFold();
    }

    @Test
    void beforeTheAddressIsAHost() {
        store(answersOnly(named(true)));
        fold.all();
        store(answersOnly(named(false)));
        fold.all();
        assertThat(database.queryForObject("select count(*) from host_names where name_source is not null", Long.class))
                .isPositive();
        store(named(true));
        store(named(false));
        storeTraffic();
        assertNamesBeforeAndAfterTheFold();
    }

    /** The first name waits in host_names until the second comes with the packets. */
    @Test
    void whileTheAddressBecomesAHost() {
        store(answersOnly(named(true)));
        fold.all();
        storeTraffic();
        store(named(true));
        store(named(false));
        assertNamesBeforeAndAfterTheFold();
    }

    /** Names of earlier versions have no source, and a pending batch of those has no sources. */
    @Test
    void namesOfEarlierVersionsAreReplacedByAnyOther() {
        storeTraffic();
        store(named(true));
        database.update("update pending_batches set name_sources = default where names <> '{}'");
        assertThat(database.queryForList("select distinct name_source from hosts_now", String.class))
                .containsOnlyNulls();
        fold.all();
        assertThat(database.queryForList("select distinct name_source from hosts", String.class))
                .containsOnlyNulls();
        assertThat(database.queryForObject("select count(name) from hosts", Integer.class))
                .isEqualTo(SOURCES.size() * SOURCES.size());
        store(named(false));
        Set<String> second = new HashSet<>();
        forEachPair((ip, first, last) -> second.add(ip + " second " + last));
        assertThat(names("hosts_now")).isEqualTo(second);
        fold.all();
        assertThat(names("hosts")).isEqualTo(second);
    }

    private interface Pair {
        void take(String ip, String first, String second);
    }

    private static void forEachPair(Pair pair) {
        for (int i = 0; i < SOURCES.size(); i++) {
            for (int k = 0; k < SOURCES.size(); k++) {
                pair.take("203.0.113." + (i * SOURCES.size() + k), SOURCES.get(i), SOURCES.get(k));
            }
        }
    }

    private static List<Packet> named(boolean first) {
        List<Packet> packets = new ArrayList<>();
        forEachPair((ip, one, two) -> packets.add(naming(ip, first ? one : two, first ? "first" : "second")));
        return packets;
    }

    private static Packet naming(String ip, String source, String name) {
        TestPacket request = TestPacket.tcp(CLIENT, 1, ip, 443, 0x18);
        return switch (source) {
            case "SNI" -> request.protocol("TLS", name).build();
            case "HTTP" -> request.protocol("HTTP", name).build();
            default ->
                TestPacket.udp("10.0.0.53", 53, CLIENT, 1)
                        .protocol(source, null)
                        .with(p -> p.answers = List.of(new AddressName(IpAddress.parse(ip), name)))
                        .build();
        };
    }

    private static List<Packet> answersOnly(List<Packet> packets) {
        return packets.stream().filter(packet -> !packet.answers().isEmpty()).toList();
    }

    private void storeTraffic() {
        List<Packet> packets = new ArrayList<>();
        forEachPair((ip, first, second) ->
                packets.add(TestPacket.tcp(ip, 443, CLIENT, 1, 0x10).build()));
        store(packets);
    }

    private void store(List<Packet> packets) {
        assertThat(store.store(packets, Map.of())).isTrue();
    }

    private void assertNamesBeforeAndAfterTheFold() {
        Set<String> expected = new HashSet<>();
        forEachPair((ip, first, second) -> {
            boolean keeps = RANKS.get(first) > RANKS.get(second);
            expected.add(ip + (keeps ? " first " + first : " second " + second));
        });
        String listed = "known_hosts(array(select ip from hosts_now))";
        assertThat(names("hosts_now")).isEqualTo(expected);
        assertThat(names(listed)).isEqualTo(expected);
        fold.all();
        assertThat(names("hosts")).isEqualTo(expected);
        assertThat(names("hosts_now")).isEqualTo(expected);
        assertThat(names(listed)).isEqualTo(expected);
    }

    private Set<String> names(String table) {
        return Set.copyOf(database.queryForList(
                "select concat_ws(' ', host(ip), name, coalesce(name_source, 'unknown')) from " + table
                        + " where ip <<= '203.0.113.0/24'",
                String.class));
    }
}
