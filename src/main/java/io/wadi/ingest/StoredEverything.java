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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows how far topics reached at one moment, and whether their consumers have stored up to there; those of the topics as
 * they are, not of earlier ones of the same names.
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
     * Notes where the topics end now.
     *
     * @param topics the topic that each consumer reads
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
     * Whether every consumer has stored every message that was in its topic then.
     *
     * @throws NotStoredException when one never will, because it waits for somebody to decide
     */
    boolean isTrue() {
        boolean offsetsAreOfTheseTopics = !isLookDue() || look();
        return offsetsAreOfTheseTopics
                && topics.entrySet().stream().allMatch(each -> hasStored(each.getKey(), each.getValue()));
    }

    private boolean isLookDue() {
        return System.nanoTime() - lookDue >= 0;
    }

    /** Once a second, and always until it has been answered that no offset is of an earlier topic. */
    private boolean look() {
        try {
            lag.refresh();
        } catch (IllegalStateException away) {
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
