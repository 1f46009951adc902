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

/**
 * Where the lake goes on in each partition, and how much it has stored of it: what one snapshot says, as JSON in its
 * summary. Immutable.
 */
final class LakeOffsets {

    /** The key in the summary of a snapshot. */
    static final String PROPERTY = "wadi.offsets";

    static final LakeOffsets NONE = new LakeOffsets(Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Row> IN_ORDER =
            Comparator.comparing(Row::topic).thenComparing(Row::partition);

    /** One partition in JSON. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Row(
            String topic,
            int partition,
            long next,
            String topicId,
            boolean tailLost,
            Integer epoch,
            long packets,
            long dead) {}

    /**
     * What was stored of a partition.
     *
     * @param packets number of packets; those of an earlier topic of that name count too
     * @param dead number of unreadable messages
     */
    record Stored(StoredOffset offset, long packets, long dead) {}

    private final Map<TopicPartition, Stored> offsets;

    private LakeOffsets(Map<TopicPartition, Stored> offsets) {
        this.offsets = offsets;
    }

    /**
     * Parses what {@link #toJson} wrote.
     *
     * @throws IllegalStateException if it is something else
     */
    static LakeOffsets parse(String json) {
        try {
            Map<TopicPartition, Stored> offsets = new HashMap<>();
            for (Row row : JSON.readValue(json, new TypeReference<List<Row>>() {})) {
                offsets.put(
                        new TopicPartition(row.topic(), row.partition()),
                        new Stored(
                                new StoredOffset(row.next(), row.topicId(), row.tailLost(), row.epoch()),
                                row.packets(),
                                row.dead()));
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

    private static Row row(TopicPartition partition, Stored stored) {
        StoredOffset offset = stored.offset();
        return new Row(
                partition.topic(),
                partition.partition(),
                offset.next(),
                offset.topicId(),
                offset.tailLost(),
                offset.epoch(),
                stored.packets(),
                stored.dead());
    }

    /** The offset of a partition; null if nothing was stored of it. */
    StoredOffset of(TopicPartition partition) {
        Stored stored = offsets.get(partition);
        return stored == null ? null : stored.offset();
    }

    /** What was stored of a partition; null if it is not known. */
    Stored stored(TopicPartition partition) {
        return offsets.get(partition);
    }

    /** The offsets of a topic, by partition. */
    Map<Integer, StoredOffset> ofTopic(String topic) {
        Map<Integer, StoredOffset> found = new HashMap<>();
        offsets.forEach((partition, stored) -> {
            if (partition.topic().equals(topic)) {
                found.put(partition.partition(), stored.offset());
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
    LakeOffsets after(OffsetRange range, long packets, long dead) {
        Stored before = stored(partition(range));
        boolean tailLost = before.offset().tailLost();
        StoredOffset next = new StoredOffset(range.next(), range.topicId(), tailLost, range.epoch());
        return with(partition(range), new Stored(next, before.packets() + packets, before.dead() + dead));
    }

    /** These offsets with another one for a partition. */
    LakeOffsets with(TopicPartition partition, StoredOffset offset) {
        return with(partition, moved(stored(partition), offset));
    }

    private LakeOffsets with(TopicPartition partition, Stored stored) {
        Map<TopicPartition, Stored> changed = new HashMap<>(offsets);
        changed.put(partition, stored);
        return new LakeOffsets(changed);
    }

    private static Stored moved(Stored before, StoredOffset offset) {
        return before == null ? new Stored(offset, 0, 0) : new Stored(offset, before.packets(), before.dead());
    }

    /** These offsets with all those of a topic changed. */
    LakeOffsets withTopic(String topic, UnaryOperator<StoredOffset> change) {
        Map<TopicPartition, Stored> changed = new HashMap<>(offsets);
        changed.replaceAll((partition, stored) ->
                partition.topic().equals(topic) ? moved(stored, change.apply(stored.offset())) : stored);
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
