package io.wadi.ingest;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import io.wadi.settings.BeyondEnd;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import io.wadi.store.StoreLag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes the end offsets of topics at one moment, and tells whether their consumers have stored everything up to there.
 * It compares the ids of the topics, so offsets of a deleted topic with the same name do not count.
 */
final class StoredEverything implements AutoCloseable {

    private static final Sql OF_CONSUMER = Sql.file("offsets/of-consumer");
    private static final long LOOK_NANOS = 1_000_000_000;

    private final JdbcClient database;
    private final Map<String, String> topics;
    private final BeyondEnd beyondEnd;
    private final Admin admin;
    private final StoreLag lag;
    private final Map<TopicPartition, Long> ends;
    private long lookDue = System.nanoTime();

    /**
     * Reads the current end offsets of the topics.
     *
     * @param topics consumers, each with the topic that it reads
     */
    StoredEverything(DataSource database, Settings settings, Map<String, String> topics)
            throws ExecutionException, InterruptedException {
        this.database = Jdbc.client(database);
        this.topics = topics;
        beyondEnd = settings.get(StoreSettings.BEYOND_END);
        admin = RenewedAdmin.create(KafkaAccess.of(settings).properties());
        lag = new StoreLag(database, admin, List.copyOf(Set.copyOf(topics.values())));
        ends = TopicOffsets.ends(admin, Set.copyOf(topics.values()));
    }

    /**
     * Whether every consumer has stored every message up to these offsets.
     *
     * @throws NotStoredException if a consumer is paused until an operator decides
     * @throws DataAccessException if the database does not answer
     */
    boolean isTrue() {
        boolean offsetsAreOfTheseTopics = !isLookDue() || look();
        return offsetsAreOfTheseTopics
                && topics.entrySet().stream().allMatch(each -> hasStored(each.getKey(), each.getValue()));
    }

    private boolean isLookDue() {
        return System.nanoTime() - lookDue >= 0;
    }

    /** Once a second, and at every call until the answer is that no offset belongs to an earlier topic. */
    private boolean look() {
        try {
            lag.refresh();
        } catch (IllegalStateException away) {
            if (away.getCause() instanceof DataAccessException database) {
                throw database;
            }
            return false;
        }
        List<String> waiting = lag.waiting(topics.keySet());
        if (!waiting.isEmpty()) {
            if (beyondEnd == BeyondEnd.WAIT) {
                throw new NotStoredException(waiting.get(0));
            }
            return false;
        }
        lookDue = System.nanoTime() + LOOK_NANOS;
        return true;
    }

    private boolean hasStored(String consumer, String topic) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        OF_CONSUMER.on(database, Map.of("consumer", consumer, "topic", topic)).query(row -> {
            stored.put(new TopicPartition(topic, row.getInt("partition")), row.getLong("next_offset"));
        });
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .allMatch(end -> end.getValue() <= stored.getOrDefault(end.getKey(), 0L));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
