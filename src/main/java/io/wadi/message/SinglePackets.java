package io.wadi.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Makes a record of each packet in a record of several, so that Camel's limits count packets. The last packet has the offset of
 * its record, and the others the offset before it: who commits one of those has the record again after a crash, and not what
 * follows it. Header {@link #PLACE} has the right one. Used by the consumer's thread only.
 */
public final class SinglePackets {

    /** Header of a packet of a record of several: the offset of the record, {@code -}, and the number of the packet from 0. */
    public static final String PLACE = "WadiPlace";

    private final Predicate<String> isOfPackets;

    /**
     * Creates a splitter.
     *
     * @param isOfPackets which topics have packets; those of others are left as they are, whatever they look like
     */
    SinglePackets(Predicate<String> isOfPackets) {
        this.isOfPackets = isOfPackets;
    }

    /** The values of the packets of one record. */
    private record Several(List<Object> values) {}

    /** A deserializer that gives each packet of a record to another one. */
    Deserializer<Object> values(Deserializer<Object> each) {
        return new Splitting(each);
    }

    /** The records of a poll, with those of several packets split. */
    ConsumerRecords<Object, Object> split(ConsumerRecords<Object, Object> polled) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> all = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
            polled.records(partition).forEach(record -> add(records, record));
            all.put(partition, records);
        }
        return new ConsumerRecords<>(all, polled.nextOffsets());
    }

    private static void add(List<ConsumerRecord<Object, Object>> records, ConsumerRecord<Object, Object> record) {
        // Another program may have set it.
        record.headers().remove(PLACE);
        if (!(record.value() instanceof Several several)) {
            records.add(record);
            return;
        }
        List<Object> values = several.values();
        for (int number = 0; number < values.size(); number++) {
            String place = record.offset() + "-" + number;
            Headers headers = new RecordHeaders(record.headers()).add(PLACE, place.getBytes(StandardCharsets.US_ASCII));
            boolean isLast = number == values.size() - 1;
            records.add(new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    isLast ? record.offset() : record.offset() - 1,
                    record.timestamp(),
                    record.timestampType(),
                    record.serializedKeySize(),
                    record.serializedValueSize(),
                    record.key(),
                    values.get(number),
                    headers,
                    record.leaderEpoch()));
        }
    }

    private final class Splitting implements Deserializer<Object> {

        private final Deserializer<Object> each;

        Splitting(Deserializer<Object> each) {
            this.each = each;
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            return deserialize(topic, null, data);
        }

        @Override
        public Object deserialize(String topic, Headers headers, byte[] data) {
            if (!PacketRecord.is(data) || !isOfPackets.test(topic)) {
                return each.deserialize(topic, headers, data);
            }
            List<byte[]> parts = PacketRecord.parts(data);
            return parts.get(0) == data
                    ? each.deserialize(topic, headers, data)
                    : new Several(parts.stream()
                            .map(part -> each.deserialize(topic, headers, part))
                            .toList());
        }

        @Override
        public void close() {
            each.close();
        }
    }
}
