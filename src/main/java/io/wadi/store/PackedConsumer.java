package io.wadi.store;

import io.wadi.packet.OffsetRange;
import io.wadi.packet.RecordPack;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer whose poll gives one record per partition: all that was polled of it, as a {@link RecordPack}. Where it
 * starts, and where it goes back to, is what {@link StoredOffsets} says. Used by one thread, like any Kafka consumer.
 */
final class PackedConsumer extends KafkaConsumer<Object, Object> {

    private final String group;
    private final StoredOffsets offsets;
    private final PartitionPositions positions;

    PackedConsumer(Properties properties, StoredOffsets offsets, BeyondEnd beyondEnd) {
        super(properties);
        this.offsets = offsets;
        group = properties.getProperty(ConsumerConfig.GROUP_ID_CONFIG);
        positions = new PartitionPositions(this, group, offsets, beyondEnd);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new PositioningListener(listener, positions));
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        positions.settle();
        mirrorStored();
        return pack(super.poll(timeout));
    }

    /** Kafka's own offsets decide nothing, so that a failure to write them is no matter. */
    private void mirrorStored() {
        Map<TopicPartition, OffsetAndMetadata> stored = offsets.takeStored(group, assignment());
        if (!stored.isEmpty()) {
            commitAsync(stored, (committed, failure) -> {});
        }
    }

    private ConsumerRecords<Object, Object> pack(ConsumerRecords<Object, Object> polled) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> packs = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> nextOffsets = new HashMap<>();
        polled.nextOffsets().forEach((partition, next) -> {
            List<ConsumerRecord<Object, Object>> records = polled.records(partition);
            Long first = positions.first(partition);
            if (first == null || positions.unsettledBy(partition, records)) {
                return;
            }
            if (next.offset() > first) {
                nextOffsets.put(partition, next);
                packs.put(partition, List.of(pack(positions.advance(partition, next.offset()), records)));
            }
        });
        return new ConsumerRecords<>(packs, nextOffsets);
    }

    private ConsumerRecord<Object, Object> pack(OffsetRange range, List<ConsumerRecord<Object, Object>> records) {
        return new ConsumerRecord<>(
                range.topic(), range.partition(), range.first(), null, new RecordPack(group, range, records));
    }
}
