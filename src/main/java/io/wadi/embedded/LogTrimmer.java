package io.wadi.embedded;

import io.wadi.database.Jdbc;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Deletes messages from the embedded broker: those beyond an age, and the oldest of a partition beyond a size, but none
 * that a consumer in {@code ingest_offsets} has not stored yet. The broker's own retention cannot do this, so it is
 * off. If the stores fall behind, only the disk limits the log; a warning says so.
 */
final class LogTrimmer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final double GIGABYTE = 1e9;

    /**
     * The limits.
     *
     * @param bytes bytes of a partition to keep
     * @param slackBytes bytes above that before anything is deleted, because the broker frees whole segments
     * @param age age of messages to keep
     */
    record Limits(long bytes, long slackBytes, Duration age) {}

    private final LogSizes logs;
    private final StoredUpTo stored;
    private final Admin admin;
    private final Set<String> storedTopics;
    private final Limits limits;
    private final Clock clock;
    private final Set<TopicPartition> overfull = new HashSet<>();

    /**
     * Creates a trimmer of all topics except Kafka's internal ones.
     *
     * @param storedTopics topics that are stored; a partition of them without a stored offset is not trimmed
     */
    LogTrimmer(Admin admin, DataSource database, Set<String> storedTopics, Limits limits, Clock clock) {
        logs = new LogSizes(admin);
        stored = new StoredUpTo(database);
        this.admin = admin;
        this.storedTopics = storedTopics;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            // The order matters: messages stored in between are only kept a little longer.
            Map<StoredUpTo.Partition, Long> upTo = stored.read();
            Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
            for (LogSizes.Log log : logs.read(clock.instant().minus(limits.age()))) {
                long cut = Math.max(log.aged(), log.offsetOfLast(limits.bytes(), limits.slackBytes()));
                long allowed = Math.min(cut, storedUpTo(log, upTo));
                warn(log, cut > allowed);
                if (allowed > log.oldest()) {
                    deletions.put(log.partition(), RecordsToDelete.beforeOffset(allowed));
                }
            }
            admin.deleteRecords(deletions).all().get();
        } catch (DataAccessException | ExecutionException e) {
            throw new IllegalStateException(Jdbc.message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long storedUpTo(LogSizes.Log log, Map<StoredUpTo.Partition, Long> upTo) {
        String topic = log.partition().topic();
        Long next = upTo.get(
                new StoredUpTo.Partition(topic, log.topicId(), log.partition().partition()));
        boolean isStored = storedTopics.contains(topic)
                || upTo.keySet().stream()
                        .anyMatch(partition -> partition.topic().equals(topic));
        return next == null ? isStored ? log.oldest() : Long.MAX_VALUE : next;
    }

    private void warn(LogSizes.Log log, boolean keepsMore) {
        if (!keepsMore) {
            overfull.remove(log.partition());
        } else if (overfull.add(log.partition())) {
            LOG.warn(
                    "Topic {} keeps {} GB in partition {}, more than its limit: the stores have not stored these "
                            + "messages yet",
                    log.partition().topic(),
                    String.format(Locale.ROOT, "%.1f", log.bytes() / GIGABYTE),
                    log.partition().partition());
        }
    }
}
