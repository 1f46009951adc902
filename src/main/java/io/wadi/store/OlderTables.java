package io.wadi.store;

import io.wadi.database.Jdbc;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Notices that the tables are older than what was stored: a backup was restored, or a standby took over that lacked the
 * last transactions. If messages come, the fence rejects the next batch and its consumer goes back; a quiet partition
 * has no next batch. Used by the consumer's thread only.
 */
final class OlderTables {

    private static final Logger LOG = LoggerFactory.getLogger(OlderTables.class);

    private final String group;
    private final OffsetTable table;
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    OlderTables(String group, OffsetTable table) {
        this.group = group;
        this.table = table;
    }

    /** Notes an offset that the table has. */
    void reached(TopicPartition partition, long next) {
        reached.put(partition, next);
    }

    /** No longer looks at partitions. */
    void forget(Collection<TopicPartition> partitions) {
        reached.keySet().removeAll(partitions);
    }

    /** Partitions whose offset in the table is less than one that it had, or is no longer there; none if it is away. */
    List<TopicPartition> find() {
        try {
            List<TopicPartition> found = compare();
            found.forEach(partition -> LOG.warn(
                    "{} continues with {} at the stored offset, because the tables are older than what was stored",
                    group,
                    partition));
            return found;
        } catch (DataAccessException e) {
            LOG.debug("{} cannot check whether the tables are older: {}", group, Jdbc.message(e));
            return List.of();
        }
    }

    private List<TopicPartition> compare() {
        Map<String, Map<Integer, Long>> now = reached.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), topic -> table.ofTopic(group, topic)));
        return reached.entrySet().stream()
                .filter(each -> {
                    Long stored =
                            now.get(each.getKey().topic()).get(each.getKey().partition());
                    return stored == null || stored < each.getValue();
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
