package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.wadi.message.DeadLetter;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored rows, as PostgreSQL reads them. */
class TrafficCopyIT {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final String GROUP = "wadi-store-traffic";

    private JdbcTemplate database;
    private TrafficCopy copy;

    @BeforeEach
    void prepare() throws Exception {
        Settings settings = TestServers.withTables();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        database = new JdbcTemplate(source);
        database.update(
                "insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, 'packets', 4, 10)",
                GROUP);
        copy = new TrafficCopy(source, Settings.load());
    }

    private static TrafficBatch batch(long first, long next, Packet... packets) {
        TrafficBatch batch = new TrafficBatch();
        batch.add(new PacketBatch(
                new OffsetRange("packets", null, 4, first, next),
                List.of(packets),
                List.of(new DeadLetter("no packet", "group", "packets", 4, 12, "x"))));
        return batch;
    }

    private static Packet packet() {
        return TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).build();
    }

    @Test
    void ofManyDaysEachGetsItsRowsInThePartitionsOrder() {
        Packet[] packets = new Packet[120];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = TestPacket.udp("192.0.2.1", i, "192.0.2.2", 2)
                    .at(1_710_000_000_000_000_000L + i % 40 * DAY_NANOS)
                    .build();
        }
        TrafficBatch batch = batch(10, 200, packets);
        assertThat(copy.days(batch)).hasSize(40).isSorted();
        assertThat(copy.store(batch, GROUP)).isEqualTo(1);
        assertThat(database.queryForList(
                        "select string_agg(src_port::text, ' ' order by id) from traffic group by date_trunc('day',"
                                + " \"timestamp\") order by min(src_port)",
                        String.class))
                .hasSize(40)
                .startsWith("0 40 80", "1 41 81")
                .endsWith("39 79 119");
    }

    /** Its offset begins with the oldest message, so the fence would let the whole topic pass again. */
    @Test
    void aConsumerOfAnotherNameStoresNothing() {
        database.update("insert into ingest_offsets (consumer, topic, partition, next_offset)"
                + " values ('mine', 'packets', 4, 10)");
        assertThatThrownBy(() -> copy.store(batch(10, 99, packet()), "mine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("header WadiConsumer of a route that stores in table traffic must stay wadi-store-traffic:"
                        + " under another name, the whole topic would be stored a second time");
        assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                .isZero();
    }

    @Test
    void eachColumnHoldsWhatThePacketHas() {
        TrafficBatch batch = batch(
                10,
                99,
                TestPacket.tcp("192.0.2.1", 40_000, "2001:db8::1", 443, 0x18)
                        .at(1_710_000_000_123_456_789L)
                        .protocol("TLS", "münchen.example")
                        .vlans(7, 8)
                        .build(),
                TestPacket.icmp("192.0.2.1", "192.0.2.2", 8, 0)
                        .at(1_710_000_001_000_000_000L)
                        .flow(null)
                        .with(p -> p.ttl = -1)
                        .build());
        assertThat(copy.store(batch, GROUP)).isEqualTo(1);
        List<Map<String, String>> rows = database.query("select * from traffic order by id", TrafficCopyIT::texts);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .as("every column but id; a new column needs a value here")
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("src_ip", "192.0.2.1"),
                        entry("dst_ip", "2001:db8::1"),
                        entry("src_port", "40000"),
                        entry("dst_port", "443"),
                        entry("protocol", "TLS"),
                        entry("bytes", "60"),
                        entry("type", "Ethernet"),
                        entry("timestamp", "2024-03-09T16:00:00.123456Z"),
                        entry("transport", "TCP"),
                        entry("length", "74"),
                        entry("ttl", "64"),
                        entry("tcp_flags", "24"),
                        entry("vlan", "7"),
                        entry("name", "münchen.example"),
                        entry("flow", "1:LQU9qZlK+B5F3KDmev6m5PMibrg="),
                        entry("probe", "host/eth0")));
        assertThat(rows.get(1))
                .containsEntry("icmp_type", "8")
                .containsEntry("icmp_code", "0")
                .doesNotContainKeys("src_port", "dst_port", "ttl", "tcp_flags", "vlan", "name", "flow");
    }

    /** The columns that are not null, without the row's number. */
    private static Map<String, String> texts(ResultSet row, int number) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null) {
                texts.put(
                        row.getMetaData().getColumnName(i),
                        value instanceof Timestamp time ? time.toInstant().toString() : value.toString());
            }
        }
        texts.remove("id");
        return texts;
    }

    @Test
    void theOffsetMovesWithTheRowsAndOnce() {
        assertThat(copy.store(batch(10, 12, packet()), GROUP)).isEqualTo(1);
        assertThat(database.queryForMap("select next_offset, packets, dead from ingest_offsets"))
                .containsEntry("next_offset", 12L)
                .containsEntry("packets", 1L)
                .containsEntry("dead", 1L);
        assertThat(copy.store(batch(10, 12, packet()), GROUP)).isZero();
        assertThat(copy.store(batch(15, 20, packet()), GROUP)).isZero();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aBatchOfDeadLettersAloneMovesTheOffset() {
        assertThat(copy.store(batch(10, 11), GROUP)).isEqualTo(1);
        assertThat(rows()).isZero();
    }

    @Test
    void rowsThatAreRefusedLeaveTheOffsetWhereItWas() {
        database.execute("alter table traffic add constraint none check (src_port is distinct from 1)");
        assertThatThrownBy(() -> copy.store(batch(10, 12, packet()), GROUP)).isInstanceOf(DataAccessException.class);
        assertThat(database.queryForObject("select next_offset from ingest_offsets", Long.class))
                .isEqualTo(10);
        assertThat(rows()).isZero();
    }

    @Test
    void namesTheUtcDaysOnceEach() {
        TestPacket packet = TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2);
        assertThat(copy.days(batch(
                        10,
                        14,
                        packet.at(2 * DAY_NANOS).build(),
                        packet.at(2 * DAY_NANOS - 1).build(),
                        packet.at(3 * DAY_NANOS - 1).build(),
                        packet.at(0).build())))
                .containsExactly("1970-01-01", "1970-01-02", "1970-01-03");
    }

    private long rows() {
        return database.queryForObject("select count(*) from traffic", Long.class);
    }
}
