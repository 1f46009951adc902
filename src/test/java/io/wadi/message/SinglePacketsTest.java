package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class SinglePacketsTest {

    private static final byte[] TWO = {0x12, 1, 8, 0x12, 2, 8, 4};
    private static final byte[] ONE = {8, 4};

    private final SinglePackets packets = new SinglePackets("packets"::equals);
    private final Deserializer<Object> values = packets.values(new Bytes());

    /** As the consumer's, of any type. */
    private static final class Bytes implements Deserializer<Object> {
        private final ByteArrayDeserializer bytes = new ByteArrayDeserializer();

        @Override
        public Object deserialize(String topic, byte[] data) {
            return bytes.deserialize(topic, data);
        }
    }

    private List<ConsumerRecord<Object, Object>> split(String topic, byte[]... polled) {
        TopicPartition partition = new TopicPartition(topic, 3);
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (byte[] value : polled) {
            Headers headers =
                    new RecordHeaders().add(SinglePackets.PLACE, new byte[] {7}).add("other", new byte[] {1});
            records.add(new ConsumerRecord<>(
                    topic,
                    3,
                    71 + records.size(),
                    1_700_000_000_000L,
                    TimestampType.CREATE_TIME,
                    1,
                    1,
                    "key",
                    values.deserialize(topic, headers, value),
                    headers,
                    Optional.of(5)));
        }
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(partition, new OffsetAndMetadata(71 + records.size()));
        ConsumerRecords<Object, Object> split = packets.split(new ConsumerRecords<>(Map.of(partition, records), next));
        assertThat(split.nextOffsets()).isEqualTo(next);
        return split.records(partition);
    }

    private static String place(ConsumerRecord<Object, Object> record) {
        return record.headers().lastHeader(SinglePackets.PLACE) == null
                ? null
                : new String(record.headers().lastHeader(SinglePackets.PLACE).value());
    }

    /** A commit after the first packet must leave the second one for later. */
    @Test
    void eachPacketIsARecordAndOnlyTheLastOneHasTheOffset() {
        List<ConsumerRecord<Object, Object>> records = split("packets", ONE, TWO, ONE);
        assertThat(records)
                .extracting(ConsumerRecord::value)
                .containsExactly(ONE, new byte[] {8}, new byte[] {8, 4}, ONE);
        assertThat(records).extracting(ConsumerRecord::offset).containsExactly(71L, 71L, 72L, 73L);
        assertThat(records).extracting(SinglePacketsTest::place).containsExactly(null, "72-0", "72-1", null);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("key");
            assertThat(record.headers().lastHeader("other")).isNotNull();
            assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
            assertThat(record.leaderEpoch()).contains(5);
        });
    }

    @Test
    void messagesOfOtherTopicsAndDamagedOnesStayAsTheyAre() {
        assertThat(split("others", TWO)).extracting(ConsumerRecord::value).containsExactly(TWO);
        byte[] damaged = {0x12, 9, 8};
        assertThat(split("packets", damaged, null, new byte[0]))
                .extracting(ConsumerRecord::value)
                .containsExactly(damaged, null, new byte[0]);
    }
}
