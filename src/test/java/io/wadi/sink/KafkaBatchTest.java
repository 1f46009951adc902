package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.PacketJson;
import io.wadi.message.SinglePackets;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaBatchTest {

    private static final Packet PACKET =
            TestPacket.udp("192.0.2.1", 4096, "192.0.2.2", 53).build();
    private static final byte[] PROTO = new PacketJson(MessageFormat.PROTOBUF, 1)
            .write(List.of(PACKET))
            .get(0)
            .value();
    private static final byte[] SEVERAL = new PacketJson(MessageFormat.PROTOBUF, 32)
            .write(List.of(PACKET, PACKET, PACKET))
            .get(0)
            .value();
    private static final String PACKET_JSON =
            new String(new PacketJson().write(List.of(PACKET)).get(0).value(), StandardCharsets.UTF_8);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> committed = new ArrayList<>();

    private Exchange batch(String... values) {
        List<Exchange> records = new ArrayList<>();
        for (String value : values) {
            String id = "t-" + records.size() % 2 + "-" + records.size();
            KafkaManualCommit commit = () -> committed.add(id);
            Exchange record = new DefaultExchange(camel);
            record.getMessage().setBody(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
            record.getMessage().setHeader(KafkaConstants.TOPIC, "t");
            record.getMessage().setHeader(KafkaConstants.PARTITION, records.size() % 2);
            record.getMessage().setHeader(KafkaConstants.OFFSET, (long) records.size());
            record.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            records.add(record);
        }
        Exchange batch = new DefaultExchange(camel);
        batch.getMessage().setBody(records);
        return batch;
    }

    /** A batch with one packet in Protobuf, which has a JSON message before it and a damaged one after it. */
    private Exchange mixed() {
        Exchange batch = batch("{\"a\":1}", "", "");
        records(batch).get(1).getMessage().setBody(PROTO);
        records(batch).get(2).getMessage().setBody(Arrays.copyOf(PROTO, 20));
        return batch;
    }

    @SuppressWarnings("unchecked")
    private static List<Exchange> records(Exchange batch) {
        return batch.getMessage().getBody(List.class);
    }

    private static String text(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }

    @Test
    void writesAMessageALine() {
        Exchange batch = batch("{\"a\":1}", "{\"a\":\n2}");
        KafkaBatch.lines(batch);
        assertThat(text(batch)).isEqualTo("{\"a\":1}\n{\"a\": 2}\n");
    }

    @Test
    void writesAPacketInProtobufAsJson() throws IOException {
        Exchange lines = mixed();
        KafkaBatch.lines(lines);
        assertThat(text(lines)).isEqualTo("{\"a\":1}\n" + PACKET_JSON + "\n");
        Exchange csv = mixed();
        csv.getMessage().setHeader(KafkaBatch.COLUMNS, "a,ip_src,port_dst,timestamp");
        KafkaBatch.csv(csv);
        assertThat(text(csv)).isEqualTo("1,,,\n,192.0.2.1,53,1710000000.123456789\n");
    }

    /** A batch with three packets in one record, and a message before and after it. */
    private Exchange withSeveral() {
        Exchange batch = batch("{\"a\":1}", "", "{\"b\":2}");
        records(batch).get(1).getMessage().setBody(SEVERAL);
        return batch;
    }

    @Test
    void aRecordOfSeveralPacketsIsAMessageForEachWithAnIdOfItsOwn() {
        Exchange batch = withSeveral();
        batch.getMessage().setHeader(KafkaBatch.LINE_PREFIX, "@id|");
        KafkaBatch.lines(batch);
        assertThat(text(batch).lines())
                .containsExactly(
                        "t-0-0|{\"a\":1}",
                        "t-1-1-0|" + PACKET_JSON,
                        "t-1-1-1|" + PACKET_JSON,
                        "t-1-1-2|" + PACKET_JSON,
                        "t-0-2|{\"b\":2}");
        KafkaBatch.commit(batch);
        assertThat(committed).containsExactlyInAnyOrder("t-0-2", "t-1-1");
    }

    @Test
    void aFaultyPacketOfARecordIsSkippedAndTheOthersGoOn() {
        byte[] faulty = SEVERAL.clone();
        // The first packet's IP version, after two tags and a length of one or two bytes.
        faulty[faulty[1] < 0 ? 4 : 3] = 5;
        Exchange batch = withSeveral();
        records(batch).get(1).getMessage().setBody(faulty);
        KafkaBatch.json(batch);
        assertThat(records(batch))
                .extracting(record -> record.getMessage().getBody(String.class))
                .containsExactly("{\"a\":1}", PACKET_JSON, PACKET_JSON, "{\"b\":2}");
    }

    @Test
    void aCopyOfAPacketHasTheKeyOfItsOwnConversation() {
        byte[] two = new PacketJson(MessageFormat.PROTOBUF, 32)
                .pack(
                        List.of(
                                TestPacket.udp("::1", 1, "::2", 2).flow("1:a").build(),
                                TestPacket.udp("::1", 1, "::3", 2).flow("1:b").build()),
                        1)
                .get(0)
                .value();
        Exchange batch = batch("", "{}");
        records(batch).get(0).getMessage().setBody(two);
        records(batch).forEach(record -> record.getMessage()
                .setHeader(KafkaConstants.KEY, "1:a".getBytes(StandardCharsets.US_ASCII)));
        KafkaBatch.json(batch);
        assertThat(records(batch))
                .extracting(record -> new String(record.getMessage().getHeader(KafkaConstants.KEY, byte[].class)))
                .containsExactly("1:a", "1:b", "1:a");
    }

    /** As the consumer splits messages of {@code wadi.topic}. */
    @Test
    void aPacketThatTheConsumerHasSplitKeepsThePlaceOfItsRecord() {
        Exchange batch = batch("{\"a\":1}");
        records(batch).get(0).getMessage().setHeader(SinglePackets.PLACE, "71-5".getBytes(StandardCharsets.US_ASCII));
        batch.getMessage().setHeader(KafkaBatch.LINE_PREFIX, "@id|");
        Exchange record = records(batch).get(0);
        KafkaBatch.lines(batch);
        assertThat(text(batch)).isEqualTo("t-0-71-5|{\"a\":1}\n");
        assertThat(record.getMessage().getHeaders()).doesNotContainKey(SinglePackets.PLACE);
    }

    /** A part of a batch may end inside of a record, which is committed with its last packet. */
    @Test
    void aRecordIsCommittedWhenItsLastPacketIsDelivered() {
        Exchange batch = withSeveral();
        KafkaBatch.json(batch);
        List<Exchange> all = KafkaBatch.delivered(batch);
        assertThat(all).hasSize(5);
        for (int end = 1; end <= 5; end++) {
            committed.clear();
            Exchange part = new DefaultExchange(camel);
            part.getMessage().setBody(all.subList(0, end));
            KafkaBatch.commit(part);
            assertThat(committed)
                    .containsExactlyInAnyOrderElementsOf(
                            end < 4 ? List.of("t-0-0") : List.of(end < 5 ? "t-0-0" : "t-0-2", "t-1-1"));
        }
    }

    @Test
    void convertsPacketsForASinkThatCopies() {
        Exchange batch = mixed();
        KafkaBatch.json(batch);
        assertThat(records(batch))
                .extracting(record -> record.getMessage().getBody(String.class))
                .containsExactly("{\"a\":1}", PACKET_JSON);
        KafkaBatch.commit(batch);
        assertThat(committed).containsExactlyInAnyOrder("t-0-2", "t-1-1");
        Exchange other = batch("no JSON");
        KafkaBatch.json(other);
        assertThat(records(other)).hasSize(1);
    }

    @Test
    void putsTheIdBeforeEachLine() {
        Exchange batch = batch("{\"a\":1}", "{}");
        batch.getMessage().setHeader(KafkaBatch.LINE_PREFIX, "@id|");
        KafkaBatch.lines(batch);
        assertThat(text(batch)).isEqualTo("t-0-0|{\"a\":1}\nt-1-1|{}\n");
    }

    @Test
    void flattensRowsAndLeavesOutWhatIsNoObject() {
        Exchange batch = batch("{\"ip\":{\"src\":\"::1\"},\"vlan\":[1,2]}", "no JSON", "[1]");
        KafkaBatch.rows(batch);
        assertThat(batch.getMessage().getBody())
                .isEqualTo(List.of(Map.of("id", "t-0-0", "ip_src", "::1", "vlan", "[1, 2]")));
    }

    @Test
    void quotesCsvAndKeepsDigits() throws IOException {
        Exchange batch = batch("{\"timestamp\":1710000000.123456789,\"name\":\"a,\\\"b\\\"\"}");
        batch.getMessage().setHeader(KafkaBatch.COLUMNS, "timestamp, name,size,id");
        KafkaBatch.csv(batch);
        assertThat(text(batch)).isEqualTo("1710000000.123456789,\"a,\"\"b\"\"\",,t-0-0\n");
    }

    /** A line that begins with an empty text could be taken for an empty line. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void csvNeedsItsColumns(String columns) {
        Exchange batch = mixed();
        batch.getMessage().setHeader(KafkaBatch.COLUMNS, columns);
        assertThatThrownBy(() -> KafkaBatch.csv(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("header WadiColumns is missing: the names of the columns");
    }

    @Test
    void csvQuotesAnEmptyTextInFrontButNoAbsentField() throws IOException {
        Exchange batch = batch("{\"n\":1}", "{\"name\":\"\",\"n\":1}");
        batch.getMessage().setHeader(KafkaBatch.COLUMNS, "name,n");
        KafkaBatch.csv(batch);
        assertThat(text(batch)).isEqualTo(",1\n\"\",1\n");
    }

    /** Tried again, it would fail for ever: the consumer joins its group again when it polls, after this. */
    @Test
    void doesNotInsistOnACommitThatItsGroupRefuses() {
        Exchange batch = batch("a");
        Exchange record = (Exchange) batch.getMessage().getBody(List.class).get(0);
        for (RuntimeException refusal : List.of(new CommitFailedException(), new RebalanceInProgressException())) {
            KafkaManualCommit commit = () -> {
                throw refusal;
            };
            record.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            assertThatNoException().isThrownBy(() -> KafkaBatch.commit(batch));
        }
    }

    @Test
    void defusesWhatASpreadsheetTakesForAFormula() throws IOException {
        Exchange batch = batch(
                "{\"name\":\"=1+1\",\"n\":-1}",
                "{\"name\":\"+1\",\"n\":-1.5}",
                "{\"name\":\"-1,2\"}",
                "{\"name\":\"@SUM(A1)\"}",
                "{\"name\":\"\\t=1\"}",
                "{\"name\":\"\\r=1\"}",
                "{\"name\":\"\uff1d1\"}",
                "{\"name\":\"a=1\"}");
        batch.getMessage().setHeader(KafkaBatch.COLUMNS, "name,n");
        KafkaBatch.csv(batch);
        assertThat(text(batch).lines())
                .containsExactly(
                        "'=1+1,-1", "'+1,-1.5", "\"'-1,2\",", "'@SUM(A1),", "?=1,", "?=1,", "'\uff1d1,", "a=1,");
    }

    @Test
    void letsNoControlCharactersThrough() {
        String escape = "{\"name\":\"\\u001b[2J\\r\\nBcc: a\",\"answers\":[{\"name\":\"\\u0000\\u009b\"}]}";
        Exchange rows = batch(escape);
        KafkaBatch.rows(rows);
        assertThat(rows.getMessage().getBody())
                .isEqualTo(List.of(Map.of("id", "t-0-0", "name", "?[2J??Bcc: a", "answers", "[{name=??}]")));
        Exchange lines = batch("{\t\"a\":\"\u007f\"}");
        KafkaBatch.lines(lines);
        assertThat(text(lines)).isEqualTo("{ \"a\":\"?\"}\n");
    }

    @Test
    void commitsTheLastOffsetOfEachPartition() {
        Exchange batch = batch("{}", "{}", "{}");
        KafkaBatch.lines(batch);
        KafkaBatch.commit(batch);
        assertThat(committed).containsExactlyInAnyOrder("t-0-2", "t-1-1");
    }

    @Test
    void commitsABatchThatWasForwardedAsItIs() {
        KafkaBatch.commit(batch("a"));
        assertThat(committed).containsExactly("t-0-0");
    }

    /** What stopped sinks for good: nothing there, no JSON, no object, and what some receiver refuses. */
    private static final String[] HOSTILE = {
        null,
        "",
        "no JSON",
        "[1]",
        "7",
        "null",
        "{\"a\":1",
        "{} {}",
        "{\"a\":1e999999999}",
        "{\"a\":1e-999999999}",
        "{\"a\":1e99999999999}",
        "{\"a\":" + "9".repeat(500) + "}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}",
        "\0",
    };

    @Test
    void leavesOutWhatReceiversRefuseCountsItAndCommitsAllOfIt() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        camel.getRegistry().bind("metrics", meters);
        List<String> values = new ArrayList<>(Arrays.asList(HOSTILE));
        values.add(3, "{\"a\":1}");
        Exchange batch = batch(values.toArray(String[]::new));
        KafkaBatch.lines(batch);
        assertThat(text(batch)).isEqualTo("{\"a\":1}\n");
        assertThat(batch.isRouteStop()).isFalse();
        assertThat(meters.get("wadi.sink.skipped").counter().count()).isEqualTo(HOSTILE.length);
        KafkaBatch.commit(batch);
        assertThat(committed).containsExactlyInAnyOrder("t-0-16", "t-1-17");
    }

    @Test
    void rowsCleanTheTextsThatLinesLeaveOut() {
        List<String> values = new ArrayList<>(Arrays.asList(HOSTILE));
        Exchange rows = batch(values.toArray(String[]::new));
        KafkaBatch.rows(rows);
        assertThat(rows.getMessage().getBody(List.class))
                .containsExactly(Map.of("id", "t-0-12", "a", "?"), Map.of("id", "t-0-14", "a", "?"));
    }

    @Test
    void aBatchOfWhichNothingIsLeftIsCommittedAndGoesNoFurther() {
        Exchange batch = batch(HOSTILE);
        KafkaBatch.lines(batch);
        assertThat(batch.isRouteStop()).isTrue();
        assertThat(committed).containsExactlyInAnyOrder("t-0-16", "t-1-15");
    }
}
