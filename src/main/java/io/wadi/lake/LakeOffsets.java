package io.wadi.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.message.OffsetRange;
import io.wadi.store.StoredOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** Where the lake goes on in each partition: what one snapshot says, as JSON in its summary. Immutable. */
final class LakeOffsets {

    /** The key in the summary of a snapshot. */
    static final String PROPERTY = "wadi.offsets";

    static final LakeOffsets NONE = new LakeOffsets(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Row> IN_ORDER =
            Comparator.comparing(Row::topic).thenComparing(Row::partition);

    /** One partition in JSON. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Row(String topic, int partition, long next, String topicId, boolean tailLost, Integer epoch) {}

    private final Map<TopicPartition, StoredOffset> offsets;

    private LakeOffsets(Map<TopicPartition, StoredOffset> offsets) {
        this.offsets = offsets;
    }

    /**
     * Parses what {@link #toJson} wrote.
     *
     * @throws IllegalStateException if it is something else
     */
    static LakeOffsets parse(String json) {
        try {
            Map<TopicPartition, StoredOffset> offsets = new HashMap<>();
            for (Row row : JSON.readValue(json, new TypeReference<List<Row>>() {})) {
                offsets.put(
                        new TopicPartition(row.topic(), row.partition()),
                        new StoredOffset(row.next(), row.topicId(), row.tailLost(), row.epoch()));
            }
            return new LakeOffsets(offsets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(PROPERTY + " of the snapshot cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    String toJson() {
        List<Row> rows = offsets.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(IN_ORDER)
                .toList();
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(TopicPartition partition, StoredOffset offset) {
        return new Row(
                partition.topic(),
                partition.partition(),
                offset.next(),
                offset.topicId(),
                offset.tailLost(),
                offset.epoch());
    }

    /** The offset of a partition; null if nothing was stored of it. */
    StoredOffset of(TopicPartition partition) {
        return offsets.get(partition);
    }

    /** The offsets of a topic, by partition. */
    Map<Integer, StoredOffset> ofTopic(String topic) {
        Map<Integer, StoredOffset> found = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition.topic().equals(topic)) {
                found.put(partition.partition(), offset);
            }
        });
        return found;
    }

    /** Whether a range begins where its partition goes on, in the same topic: the fence. */
    boolean isFollowedBy(OffsetRange range) {
        StoredOffset stored = of(partition(range));
        return stored != null && stored.next() == range.first() && Objects.equals(stored.topicId(), range.topicId());
    }

    /** These offsets after a range was stored; a partition that is known to have lost its end stays so. */
    LakeOffsets after(OffsetRange range) {
        TopicPartition partition = partition(range);
        boolean tailLost = of(partition).tailLost();
        return with(partition, new StoredOffset(range.next(), range.topicId(), tailLost, range.epoch()));
    }

    /** These offsets with another one for a partition. */
    LakeOffsets with(TopicPartition partition, StoredOffset offset) {
        Map<TopicPartition, StoredOffset> changed = new HashMap<>(offsets);
        changed.put(partition, offset);
        return new LakeOffsets(changed);
    }

    /** These offsets with all those of a topic changed. */
    LakeOffsets withTopic(String topic, UnaryOperator<StoredOffset> change) {
        Map<TopicPartition, StoredOffset> changed = new HashMap<>(offsets);
        changed.replaceAll((partition, offset) -> partition.topic().equals(topic) ? change.apply(offset) : offset);
        return new LakeOffsets(changed);
    }

    private static TopicPartition partition(OffsetRange range) {
        return new TopicPartition(range.topic(), range.partition());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LakeOffsets that && offsets.equals(that.offsets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(offsets);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
