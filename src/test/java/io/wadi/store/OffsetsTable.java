package io.wadi.store;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessResourceFailureException;

/** Table {@code ingest_offsets} in memory; {@link IngestOffsetsIT} shows that PostgreSQL behaves the same. */
final class OffsetsTable implements OffsetTable {

    private record Row(String consumer, TopicPartition partition) {}

    private final Map<Row, StoredOffset> rows = new HashMap<>();
    private Runnable meanwhile = () -> {};
    private boolean away;

    /** While it is away, every call fails. */
    void away(boolean nowAway) {
        away = nowAway;
    }

    /** What happens between a look at Kafka and the next one at the table. */
    void beforeNextLoad(Runnable event) {
        meanwhile = event;
    }

    void put(String consumer, String topic, int partition, long next) {
        put(consumer, topic, partition, new StoredOffset(next, null, false));
    }

    void put(String consumer, String topic, int partition, StoredOffset offset) {
        rows.put(new Row(consumer, new TopicPartition(topic, partition)), offset);
    }

    StoredOffset get(String consumer, String topic, int partition) {
        return rows.get(new Row(consumer, new TopicPartition(topic, partition)));
    }

    Long next(String consumer, String topic, int partition) {
        StoredOffset offset = get(consumer, topic, partition);
        return offset == null ? null : offset.next();
    }

    @Override
    public StoredOffset load(String consumer, TopicPartition partition, PartitionLog log) {
        check();
        meanwhile.run();
        Row row = new Row(consumer, partition);
        StoredOffset known = rows.get(row);
        if (known == null) {
            for (Map.Entry<Row, StoredOffset> other : rows.entrySet()) {
                if (isOfTopic(other.getKey(), consumer, partition.topic())
                        && other.getValue().isOfAnotherTopic(log.topicId())) {
                    return other.getValue();
                }
            }
            known = new StoredOffset(log.oldest(), log.topicId(), false);
        } else if (known.topicId() == null && !known.tailLost() && known.next() <= log.end()) {
            known = new StoredOffset(known.next(), log.topicId(), false, known.epoch());
        }
        rows.put(row, known);
        return known;
    }

    private static boolean isOfTopic(Row row, String consumer, String topic) {
        return row.consumer().equals(consumer) && row.partition().topic().equals(topic);
    }

    @Override
    public Map<Integer, Long> ofTopic(String consumer, String topic) {
        check();
        return rows.entrySet().stream()
                .filter(row -> isOfTopic(row.getKey(), consumer, topic))
                .collect(Collectors.toMap(row -> row.getKey().partition().partition(), row -> row.getValue()
                        .next()));
    }

    @Override
    public boolean isHeld(String consumer, TopicPartition partition) {
        check();
        return false;
    }

    @Override
    public void tailLost(String consumer, TopicPartition partition) {
        check();
        rows.computeIfPresent(
                new Row(consumer, partition),
                (row, offset) -> new StoredOffset(offset.next(), offset.topicId(), true, offset.epoch()));
    }

    @Override
    public boolean move(String consumer, TopicPartition partition, long from, long to) {
        check();
        StoredOffset known = rows.get(new Row(consumer, partition));
        boolean same = known != null && known.next() == from;
        if (same) {
            put(consumer, partition.topic(), partition.partition(), new StoredOffset(to, known.topicId(), false));
        }
        return same;
    }

    @Override
    public void restart(String consumer, String topic, String currentId) {
        check();
        rows.replaceAll((row, offset) -> isOfTopic(row, consumer, topic) && offset.isOfAnotherTopic(currentId)
                ? new StoredOffset(0, currentId, false)
                : offset);
    }

    private void check() {
        if (away) {
            throw new DataAccessResourceFailureException("connection refused");
        }
    }
}
