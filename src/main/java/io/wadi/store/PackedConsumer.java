package io.wadi.store;

import io.wadi.message.Attempt;
import io.wadi.message.BriefPoll;
import io.wadi.message.PollBudget;
import io.wadi.message.RecordPack;
import io.wadi.settings.BeyondEnd;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer whose poll returns one {@link RecordPack} per partition, with all polled records of it. {@link
 * StoredOffsets} decides where it starts and where it returns to. Used by one thread, like any Kafka consumer.
 */
final class PackedConsumer extends KafkaConsumer<Object, Object> {

    private final String group;
    private final StoredOffsets offsets;
    private final PartitionPositions positions;
    private final PollBudget budget;
    private final Map<TopicPartition, Open> open = new HashMap<>();

    /** A batch that may still grow: where it goes on, and how many offsets it has. */
    private record Open(long next, long offsets) {}

    PackedConsumer(Properties properties, StoredOffsets offsets, BeyondEnd beyondEnd) {
        this(properties, offsets, beyondEnd, new PollBudget());
    }

    private PackedConsumer(Properties properties, StoredOffsets offsets, BeyondEnd beyondEnd, PollBudget budget) {
        super(properties, budget.keys(properties), budget.values(properties));
        this.offsets = offsets;
        this.budget = budget;
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
        budget.renew();
        return pack(super.poll(BriefPoll.of(timeout)));
    }

    /** Kafka's own offsets are only a copy, so it does not matter if this fails. */
    private void mirrorStored() {
        Map<TopicPartition, OffsetAndMetadata> stored = offsets.takeStored(group, assignment());
        if (!stored.isEmpty()) {
            positions.stored(stored);
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
                RecordPack pack = pack(partition, first, next, records);
                nextOffsets.put(partition, new OffsetAndMetadata(pack.range().next()));
                packs.put(
                        partition,
                        List.of(new ConsumerRecord<>(partition.topic(), partition.partition(), first, null, pack)));
            }
        });
        return new ConsumerRecords<>(packs, nextOffsets);
    }

    /** All polled records of a partition, or as many as a batch may have. */
    private RecordPack pack(
            TopicPartition partition,
            long first,
            OffsetAndMetadata next,
            List<ConsumerRecord<Object, Object>> records) {
        BatchLimits limits = offsets.limits();
        long most = limits.most(group, partition);
        if (most == Long.MAX_VALUE) {
            open.remove(partition);
            return new RecordPack(group, positions.advance(partition, next), records);
        }
        boolean goesOn = goesOn(partition, first);
        long before = goesOn ? open.get(partition).offsets() : 0;
        long end = Math.min(next.offset(), first + Math.max(1, most - before));
        if (end < next.offset()) {
            seek(partition, end);
        }
        List<ConsumerRecord<Object, Object>> few =
                records.stream().takeWhile(record -> record.offset() < end).toList();
        Attempt attempt = limits.attempt(group, partition, first, goesOn, () -> RecordPack.contents(few));
        boolean isFull = before + end - first >= most;
        open.put(partition, new Open(end, isFull ? 0 : before + end - first));
        return new RecordPack(group, positions.advance(partition, after(few, end)), few, isFull, attempt);
    }

    /** Whether an offset follows what was handed out last; false after the consumer went back. */
    private boolean goesOn(TopicPartition partition, long first) {
        Open batch = open.get(partition);
        return batch != null && batch.next() == first;
    }

    private static OffsetAndMetadata after(List<ConsumerRecord<Object, Object>> records, long end) {
        Optional<Integer> epoch = records.isEmpty()
                ? Optional.empty()
                : records.get(records.size() - 1).leaderEpoch();
        return new OffsetAndMetadata(end, epoch, "");
    }
}
