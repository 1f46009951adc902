package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.message.KafkaAccess;
import io.wadi.replay.Replay;
import io.wadi.settings.KafkaSettings;
import io.wadi.store.StoreCounters;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Messages that the readers accept and the database refuses: each becomes a dead letter with the reason, and every
 * other message is stored once. Triggers simulate unforeseen values.
 */
class RefusedContentIT extends PoisonedTopic {

    /** A packet in a message of several. */
    private static final byte[] UNREADABLE = {0x12, 2, 8, 4};

    private void refuse(String table) {
        database.execute("create or replace function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'value % is refused', new.name using errcode = '22000'; end $$");
        database.execute("create trigger refuse before insert on " + table
                + " for each row when (new.name = 'poison') execute function refuse()");
    }

    private static List<String> lettersOf(String consumer) {
        return POISON.stream()
                .map(number -> consumer + " " + number
                        + " the database rejects it (SQLSTATE 22000): ERROR: value poison is refused")
                .toList();
    }

    @Test
    void packetsThatTheTablesRefuseAreDeadLetteredAndAllOthersStored() throws Exception {
        start("packets");
        refuse("traffic");
        refuse("flows");
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        List<String> consumers = List.of("wadi-store-traffic", "wadi-store-flows");
        consumers.forEach(this::awaitEnd);
        assertThat(number("select count(*) from traffic")).isEqualTo(MESSAGES - POISON.size());
        assertThat(number("select sum(packets) from flows")).isEqualTo(MESSAGES - POISON.size());
        assertThat(number("select sum(packets_sent) from hosts_now")).isEqualTo(MESSAGES - POISON.size());
        assertThat(number("select sum(packets) from flows_day_now")).isEqualTo(MESSAGES - POISON.size());
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        assertThat(consumers).allSatisfy(consumer -> {
            assertThat(dead(consumer)).isEqualTo(POISON.size());
            assertThat(counters.getRefusedBatches().get(consumer)).isGreaterThanOrEqualTo(POISON.size());
        });
        assertThat(letters())
                .containsExactlyInAnyOrderElementsOf(consumers.stream()
                        .flatMap(consumer -> lettersOf(consumer).stream())
                        .toList());
    }

    /** Also where another one is unreadable, and a replay stores what has been mended. */
    @Test
    void ofSeveralPacketsInAMessageOnlyTheRefusedOnesAreDeadLettered() throws Exception {
        start("packets");
        refuse("traffic");
        int each = 10;
        publishSeveral(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet), each, UNREADABLE);
        List<String> consumers = List.of("wadi-store-traffic", "wadi-store-flows");
        consumers.forEach(consumer -> awaitEnd(consumer, MESSAGES / each));
        assertThat(dead("wadi-store-traffic")).isEqualTo(POISON.size() + 1L);
        assertThat(dead("wadi-store-flows")).isEqualTo(1);
        assertStored(MESSAGES - POISON.size(), MESSAGES);
        database.execute("drop trigger refuse on traffic");
        try (Replay replay = new Replay(KafkaAccess.of(settings), settings.get(KafkaSettings.DEAD_TOPIC), false)) {
            // The first three are in one message.
            assertThat(replay.run().replayed()).isEqualTo(POISON.size() - 2L + 1L);
        }
        await().atMost(LONG).untilAsserted(() -> {
            assertStored(MESSAGES, MESSAGES + POISON.size());
            assertThat(dead("wadi-store-traffic")).isEqualTo(POISON.size() + 2L);
            assertThat(dead("wadi-store-flows")).isEqualTo(2);
        });
    }

    /** The store of flows had stored what that of packets refused, and stores it once more after a replay, but nothing else. */
    private void assertStored(long traffic, long flows) {
        assertThat(number("select count(*) from traffic")).isEqualTo(traffic);
        assertThat(number("select count(distinct src_port) from traffic")).isEqualTo(traffic);
        assertThat(number("select sum(packets) from flows")).isEqualTo(flows);
        assertThat(number("select sum(packets) from flows where src_port not in (" + numbers(POISON) + ")"))
                .isEqualTo(MESSAGES - POISON.size());
        assertThat(stored("wadi-store-traffic")).isEqualTo(traffic);
        assertThat(stored("wadi-store-flows")).isEqualTo(flows);
    }

    private static String numbers(Collection<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private long stored(String consumer) {
        return number("select sum(packets) from ingest_offsets where consumer = '" + consumer + "'");
    }

    @Test
    void flowMessagesThatTheTablesRefuseAreDeadLetteredAndAllOthersStored() throws Exception {
        start("flows");
        refuse("flows");
        publish(settings.get(KafkaSettings.FLOWS_TOPIC), numbered(PoisonedTopic::flow));
        awaitEnd("wadi-store-flow-messages");
        assertThat(number("select sum(packets) from flows")).isEqualTo(MESSAGES - POISON.size());
        assertThat(dead("wadi-store-flow-messages")).isEqualTo(POISON.size());
        assertThat(letters()).containsExactlyInAnyOrderElementsOf(lettersOf("wadi-store-flow-messages"));
    }

    private void fill(String table, String columns, String values) {
        database.update("insert into " + table + " (" + columns + ") values (" + values + ")");
    }

    /** One conversation again and again, each time as much as a message may say, into sums that are nearly full. */
    @Test
    void aSumThatIsFullStaysFullAndCostsNoMessage() throws Exception {
        start("flows");
        String most = "9223372036854775807";
        String nearly = "9223372036854775000, 9223372036854775000";
        String hour = "'2024-03-09 16:00Z', '10.0.0.7', '8.8.8.8', 'UDP', ";
        database.execute("select wadi_ensure_day('flows', date '2024-03-09')");
        fill(
                "flows",
                "packets, bytes, retransmissions, window_start, src_ip, dst_ip, src_port, dst_port, transport, probe,"
                        + " protocol, first_seen, last_seen",
                nearly + ", " + most + ", to_timestamp(1710000000), '10.0.0.7', '8.8.8.8', 7, 53, 'UDP', 'unknown',"
                        + " 'UDP', now(), now()");
        fill("flows_hour", "window_start, src_ip, dst_ip, protocol, packets, bytes", hour + nearly);
        fill(
                "flows_day",
                "window_start, src_ip, dst_ip, protocol, packets, bytes",
                hour.replace("16:", "00:") + nearly);
        fill(
                "hosts",
                "ip, first_seen, last_seen, scope, packets_sent, bytes_sent, packets_received, bytes_received",
                "'10.0.0.7', now(), now(), 'private', " + nearly + ", " + nearly);
        String full = flow(7).replace("\"packets\":1,\"bytes\":60", "\"packets\":1073741824,\"bytes\":17592186044416")
                .replace("}}", "},\"tcp\":{\"retransmissions\":1073741824}}");
        publish(settings.get(KafkaSettings.FLOWS_TOPIC), Collections.nCopies(MESSAGES, full));
        awaitEnd("wadi-store-flow-messages");
        assertThat(dead("wadi-store-flow-messages")).isZero();
        await().atMost(LONG).until(() -> number("select count(*) from pending_flows") == 0);
        for (String table : List.of("flows", "flows_hour", "flows_day")) {
            assertThat(number("select bytes from " + table)).as(table).isEqualTo(Long.MAX_VALUE);
            assertThat(number("select packets from " + table)).as(table).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(number("select bytes_sent from hosts_now where ip = '10.0.0.7'"))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(number("select bytes_received from hosts_now where ip = '8.8.8.8'"))
                .isEqualTo(MESSAGES * (1L << 44));
        assertThat(number("select sum(packets) from ingest_offsets")).isEqualTo(MESSAGES * (1L << 30));
    }

    /** Then it is not the message: of each partition at most the one that was tried alone becomes a dead letter. */
    @Test
    void aTableOfOffsetsThatRefusesEverythingIsWaitedFor() throws Exception {
        start("packets");
        database.execute("create function refuse_all() returns trigger language plpgsql as $$ begin"
                + " raise exception 'not today' using errcode = '23514'; end $$");
        database.execute(
                "create trigger refuse after update on ingest_offsets for each row" + " execute function refuse_all()");
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        await().atMost(LONG).until(() -> letters().size() >= 2);
        database.execute("drop trigger refuse on ingest_offsets");
        awaitEnd("wadi-store-traffic");
        awaitEnd("wadi-store-flows");
        long dead = dead("wadi-store-traffic");
        assertThat(dead).isBetween(1L, (long) PARTITIONS);
        assertThat(number("select count(*) from traffic")).isEqualTo(MESSAGES - dead);
    }
}
