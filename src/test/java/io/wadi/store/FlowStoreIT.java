package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.flow.ExportedPath;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowBatch;
import io.wadi.flow.FlowKey;
import io.wadi.flow.FlowRecord;
import io.wadi.flow.FlowRecordBatch;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.Attempt;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreHeaders;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.packet.TestSegment;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which flows are copied, and that the tables have what the statement alone would have stored. */
class FlowStoreIT {

    private static final String CONSUMER = "wadi-store-flows";
    private static final IpAddress PUBLIC = IpAddress.parse("8.8.8.8");
    private static final GeoInfo PLACE = new GeoInfo(
            "NL", "Netherlands", "Utrecht", 52.1, 5.1, 4_200_000_000L, "Example Net", LocalDate.of(2026, 1, 1));
    private static final ExportedPath PATH =
            new ExportedPath(3, 4, "ge-0/0/3", null, IpAddress.parse("2001:db8::9"), 4_200_000_000L, 0, 100, 184, 1, 3);
    private static final String ROWS = "select f::text from flows as f order by 1";

    private DataSource source;
    private JdbcTemplate database;
    private FlowStore store;
    private long offset;

    @BeforeEach
    void start() throws Exception {
        source = newDatabase();
        database = new JdbcTemplate(source);
        store = new FlowStore(source, Settings.load());
        database.execute("create table inserts (way text, rows bigint)");
        database.execute("create function note() returns trigger language plpgsql as $$ begin"
                + " insert into inserts select case when current_query() like '%copy flows%' then 'copy' else"
                + " 'statement' end, count(*) from added having count(*) > 0; return null; end $$");
        database.execute("create trigger note after insert on flows referencing new table as added"
                + " for each statement execute function note()");
    }

    private static DataSource newDatabase() throws Exception {
        DataSource source = DirectStore.source(TestServers.withTables());
        new JdbcTemplate(source)
                .update("insert into ingest_offsets (consumer, topic, partition, next_offset)" + " values ('" + CONSUMER
                        + "', 'packets', 0, 0)");
        return source;
    }

    private FlowBatch batch(List<Packet> packets) {
        OffsetRange range = new OffsetRange("packets", null, 0, offset, offset + packets.size());
        return aggregated(new EnrichedBatch(new PacketBatch(range, packets, List.of()), Map.of(PUBLIC, PLACE)));
    }

    private FlowBatch aggregated(EnrichedBatch batch) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(batch);
        FlowBatch flows = new FlowAggregationStrategy(60, new StoreMemory())
                .aggregate(null, exchange)
                .getMessage()
                .getBody(FlowBatch.class);
        new DayPartitions(source, 1).ensure("flows", store.days(flows));
        return flows;
    }

    private long store(List<Packet> packets) {
        FlowBatch flows = batch(packets);
        offset = flows.range().next();
        return store.store(flows, CONSUMER);
    }

    /** Its offset begins with the oldest message, so the fence would let the whole topic pass again. */
    @Test
    void aConsumerOfAnotherNameStoresNothing() throws Exception {
        String other = "wadi-store-flow-messages";
        database.update(
                "insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, 'packets', 0, 0)",
                other);
        FlowBatch flows = batch(flood(0, 10));
        assertThat(assertThrows(IllegalStateException.class, () -> store.store(flows, other)))
                .hasMessage("header WadiConsumer of a route that stores in table flows must stay wadi-store-flows:"
                        + " under another name, the whole topic would be stored a second time");
        assertThat(number("select count(*) from flows")).isZero();
    }

    /** The rows that were inserted since the last call, by the way they came. */
    private Map<String, Long> inserts() {
        Map<String, Long> rows = new HashMap<>();
        database.query("select way, sum(rows)::bigint from inserts group by way", row -> {
            rows.put(row.getString(1), row.getLong(2));
        });
        database.execute("truncate inserts");
        return rows;
    }

    private long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private static List<Packet> flood(int from, int to) {
        List<Packet> packets = new ArrayList<>();
        for (int i = from; i < to; i++) {
            packets.add(TestPacket.udp("10.1." + i / 250 + "." + i % 250, 1 + i, "192.0.2.1", 53)
                    .size(60)
                    .build());
        }
        return packets;
    }

    private static List<Packet> mixed() {
        List<Packet> packets = flood(0, 1_000);
        packets.add(TestPacket.tcp(PUBLIC.toString(), 443, "2001:db8::1", 50_000, 0x12)
                .protocol("TLS", "ß.example")
                .build());
        packets.add(TestPacket.tcp("2001:db8::1", 50_000, PUBLIC.toString(), 443, 0xff)
                .size(1500)
                .build());
        packets.add(TestSegment.answer(PUBLIC.toString(), "dns.example"));
        packets.addAll(handshake());
        Collections.shuffle(packets, new Random(16));
        return packets;
    }

    private static List<Packet> handshake() {
        return List.of(
                TestPacket.tcp("10.0.0.1", 5, "10.0.0.2", 80, 0x02).build(),
                TestPacket.tcp("10.0.0.2", 80, "10.0.0.1", 5, 0x12)
                        .at(TestPacket.NANOS + 1_234_000)
                        .build(),
                TestPacket.tcp("10.0.0.1", 5, "10.0.0.2", 80, 0x10)
                        .at(TestPacket.NANOS + 2_468_000)
                        .build());
    }

    @Test
    void copiedRowsAreThoseOfTheStatement() throws Exception {
        List<Packet> packets = mixed();
        assertThat(store(packets)).isEqualTo(1);
        assertThat(inserts()).containsOnlyKeys("copy");
        DataSource other = newDatabase();
        offset = 0;
        FlowBatch flows = batch(packets);
        new DayPartitions(other, 1).ensure("flows", store.days(flows));
        Map<String, Object> parameters = new HashMap<>(new FlowRows().parameters(flows));
        parameters.put(StoreHeaders.CONSUMER, CONSUMER);
        Sql.file("store/store-flows")
                .on(Jdbc.client(other), parameters)
                .query(Long.class)
                .single();
        JdbcTemplate statement = new JdbcTemplate(other);
        assertThat(database.queryForList(ROWS, String.class)).isEqualTo(statement.queryForList(ROWS, String.class));
        for (String sums : List.of("flows_hour_now", "hosts_now", "geoip_now")) {
            String rows = "select (to_jsonb(s) - 'id')::text from " + sums + " as s order by 1";
            assertThat(database.queryForList(rows, String.class))
                    .as(sums)
                    .isNotEmpty()
                    .isEqualTo(statement.queryForList(rows, String.class));
        }
    }

    @Test
    void whatExportersStateIsCopiedAsTheStatementStoresIt() throws Exception {
        List<FlowRecord> records = exported(0, 1_200, PATH);
        records.set(7, record(7, null));
        assertThat(storeRecords(records)).isEqualTo(1);
        assertThat(inserts()).containsOnlyKeys("copy");
        String paths = "select in_interface, out_interface, in_interface_name, out_interface_name, host(next_hop),"
                + " exported_src_asn, exported_dst_asn, sampling, tos, exported_direction, end_reason, count(*) from flows"
                + " group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 order by 1";
        List<Map<String, Object>> copied = database.queryForList(paths);
        assertThat(copied).hasSize(2);
        assertThat(copied.get(0).values())
                .containsExactly(3L, 4L, "ge-0/0/3", null, "2001:db8::9", 4_200_000_000L, 0L, 100L, 184, 1, 3, 1_199L);
        assertThat(copied.get(1).values())
                .containsExactly(null, null, null, null, null, null, null, null, null, null, null, 1L);
        database.execute("truncate flows");
        store = new FlowStore(source, Settings.load());
        assertThat(storeRecords(exported(0, 900, PATH))).isEqualTo(1);
        assertThat(inserts()).containsOnlyKeys("statement");
        copied.get(0).put("count", 900L);
        assertThat(database.queryForList(paths)).isEqualTo(copied.subList(0, 1));
    }

    @Test
    void aLaterPartChangesWhatItStates() {
        storeRecords(exported(0, 900, PATH));
        storeRecords(exported(0, 300, new ExportedPath(5, -1, null, null, null, -1, 7, 50, 0, -1, 2)));
        storeRecords(exported(0, 200, null));
        assertThat(database.queryForList(
                        "select distinct concat_ws(' ', in_interface, out_interface, in_interface_name, host(next_hop),"
                                + " exported_src_asn, exported_dst_asn, sampling, tos, exported_direction, end_reason) from flows order by 1",
                        String.class))
                .containsExactly(
                        "3 4 ge-0/0/3 2001:db8::9 4200000000 0 100 184 1 3", "5 4 2001:db8::9 4200000000 7 50 0 1 2");
    }

    @Test
    void copiedAndAddedRowsHaveTheFirstVlanOfTheirFlow() {
        storeRecords(List.of(record(1, 20, null), record(2, 0, null), record(3, 0, PATH)));
        storeRecords(List.of(record(1, 30, null), record(2, 40, null), record(4, 50, PATH)));
        assertThat(database.queryForList(
                        "select concat(src_port - 1, ':', vlan) from flows order by src_port", String.class))
                .containsExactly("1:20", "2:40", "3:", "4:50");
    }

    @Test
    void rowsOfPacketsNeedNoMoreSpaceForWhatExportersState() {
        store(mixed());
        String columns = database.queryForObject(
                "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                        + " where attrelid = 'flows'::regclass and attnum between 1 and 21",
                String.class);
        database.execute("create table wide as select * from flows");
        database.execute("create table narrow as select " + columns + " from flows");
        String size = "select sum(pg_column_size(r.*)) from %s as r";
        assertThat(number(size.formatted("wide"))).isEqualTo(number(size.formatted("narrow")));
    }

    private static FlowRecord record(int i, ExportedPath path) {
        return record(i, 0, path);
    }

    private static FlowRecord record(int i, int vlan, ExportedPath path) {
        FlowKey key = new FlowKey(
                1_710_000_000L, IpAddress.v4(0x0a01_0000 + i), IpAddress.parse("192.0.2.1"), 1 + i, 53, "UDP", "r1");
        long nanos = key.windowStart() * 1_000_000_000L;
        return new FlowRecord(key, "UDP", 2, 100, 0, nanos, nanos, -1, 0, null, List.of(), "1:" + i, vlan, path);
    }

    private static List<FlowRecord> exported(int from, int to, ExportedPath path) {
        List<FlowRecord> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(record(i, path));
        }
        return records;
    }

    private long storeRecords(List<FlowRecord> records) {
        OffsetRange range = new OffsetRange("packets", null, 0, offset, offset + records.size());
        FlowBatch flows = aggregated(
                new EnrichedBatch(new FlowRecordBatch(range, records, List.of(), false, Attempt.ALL), Map.of()));
        offset = range.next();
        return store.store(flows, CONSUMER);
    }

    @Test
    void flowsThatAreKnownGetMorePacketsAndOthersAreCopied() {
        assertThat(store(flood(0, 1_500))).isEqualTo(1);
        assertThat(inserts()).containsOnly(Map.entry("copy", 1_500L));
        assertThat(store(flood(1_000, 3_000))).isEqualTo(1);
        assertThat(inserts()).containsOnlyKeys("copy");
        assertThat(number("select count(*) from flows")).isEqualTo(3_000);
        assertThat(number("select sum(packets) from flows")).isEqualTo(3_500);
        assertThat(number("select sum(packets) from flows_hour_now")).isEqualTo(3_500);
        assertThat(store(flood(0, 900))).isEqualTo(1);
        assertThat(inserts()).as("all are known").isEmpty();
        assertThat(number("select sum(packets) from flows")).isEqualTo(4_400);
    }

    @Test
    void aFewFlowsTakeOneStatement() {
        store(flood(0, 900));
        assertThat(inserts()).containsOnly(Map.entry("statement", 900L));
    }

    /** After a restart, and where another process stored them. */
    @Test
    void flowsThatSomebodyElseStoredAreAddedToAllTheSame() {
        store(flood(0, 2_000));
        inserts();
        store = new FlowStore(source, Settings.load());
        assertThat(store(flood(500, 2_500))).isEqualTo(1);
        assertThat(inserts()).as("the copy was undone").containsOnly(Map.entry("statement", 500L));
        assertThat(number("select count(*) from flows")).isEqualTo(2_500);
        assertThat(number("select sum(packets) from flows")).isEqualTo(4_000);
        assertThat(number("select sum(packets) from flows_hour_now")).isEqualTo(4_000);
        assertThat(number("select packets from ingest_offsets")).isEqualTo(4_000);
        store(flood(3_000, 5_000));
        assertThat(inserts()).as("the batch after a failure").containsOnlyKeys("statement");
        store(flood(5_000, 7_000));
        assertThat(inserts()).as("the next").containsOnlyKeys("copy");
    }

    /** Two partitions may have them, and both stores lock them in the order of the keys. */
    @Test
    void flowsWithoutPortsAreNotCopied() {
        List<Packet> packets = flood(0, 1_000);
        packets.add(TestPacket.udp("10.0.0.1", Packet.NO_PORT, "10.0.0.2", Packet.NO_PORT)
                .build());
        store(packets);
        assertThat(inserts()).containsOnly(Map.entry("copy", 1_000L), Map.entry("statement", 1L));
    }

    @Test
    void aBatchOutOfOrderStoresNothing() {
        offset = 5;
        assertThat(store(flood(0, 2_000))).isZero();
        assertThat(number("select count(*) from flows")).isZero();
        assertThat(number("select count(*) from pending_batches")).isZero();
    }

    @Test
    void aFailedCopyStoresNothing() {
        database.execute("alter table flows add constraint few check (src_port < 1500)");
        assertThrows(DataAccessException.class, () -> store(flood(0, 2_000)));
        assertThat(number("select count(*) from flows")).isZero();
        assertThat(number("select sum(next_offset) from ingest_offsets")).isZero();
        assertThat(number("select count(*) from pending_batches")).isZero();
    }
}
