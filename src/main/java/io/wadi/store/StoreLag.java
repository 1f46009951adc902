package io.wadi.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lag of each consumer, by the offsets in the database. It covers every process that stores into this database.
 * Thread-safe; {@link #refresh()} reads the lag, all other methods return the last result.
 */
@ManagedResource(description = "Messages that are not stored yet")
public final class StoreLag implements MeterBinder {

    private static final int ANSWER_MILLIS = 5_000;
    private static final Sql OF_TOPICS = Sql.file("offsets/of-topics");

    /** A consumer of one partition; it reads one topic. */
    private record Reader(String consumer, TopicPartition from) implements Comparable<Reader> {
        int partition() {
            return from.partition();
        }

        @Override
        public int compareTo(Reader other) {
            int order = consumer.compareTo(other.consumer);
            return order == 0 ? Integer.compare(partition(), other.partition()) : order;
        }

        @Override
        public String toString() {
            return consumer + " partition " + partition();
        }
    }

    /** The stored offset of a reader, and the time of the latest packet of its last batch, or null. */
    private record Stored(StoredOffset offset, Instant until) {}

    /**
     * A reader's stored offset, the end offset of its partition, why it is paused (or null), and when (System.nanoTime)
     * it last stored something or had no lag.
     */
    private record Position(Stored stored, long end, String problem, long movedAt) {
        long next() {
            return stored.offset().next();
        }

        long lag() {
            return Math.max(0, end - next());
        }
    }

    private final JdbcClient database;
    private final Admin admin;
    private final List<String> topics;
    private final List<MultiGauge> gauges = new CopyOnWriteArrayList<>();
    private volatile Map<Reader, Position> positions = Map.of();
    private volatile Set<String> unread = Set.of();

    /** Creates the lag of the consumers of these topics. */
    public StoreLag(DataSource database, Admin admin, List<String> topics) {
        this.database = Jdbc.client(database, Duration.ofMillis(ANSWER_MILLIS));
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Reads the lag from database and broker; takes some milliseconds, at most some seconds.
     *
     * @throws IllegalStateException if one of them does not answer; the last result stays
     */
    public synchronized void refresh() {
        try {
            // The order matters: offsets that are stored in between must not seem to be beyond the end.
            Map<Reader, Stored> stored = stored();
            Collection<TopicDescription> described = descriptions();
            Map<String, String> ids = ids(described);
            Map<TopicPartition, ListOffsetsResultInfo> ends = ends(described);
            Map<Reader, Position> now = new TreeMap<>();
            stored.forEach((reader, row) -> {
                ListOffsetsResultInfo end = ends.get(reader.from());
                // A recreated topic may have fewer partitions than before.
                if (end != null) {
                    now.put(reader, position(reader, row, ids.get(reader.from().topic()), end));
                }
            });
            unread = UnreadGroups.among(consumers(now), admin, ANSWER_MILLIS);
            positions = now;
            gauges.forEach(gauge -> gauge.register(rows(), true));
        } catch (DataAccessException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The lag cannot be read: " + Jdbc.message(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> consumers(Map<Reader, Position> positions) {
        return positions.keySet().stream().map(Reader::consumer).collect(Collectors.toSet());
    }

    private Position position(Reader reader, Stored stored, String topicId, ListOffsetsResultInfo end) {
        Position before = positions.get(reader);
        boolean still = before != null && before.next() == stored.offset().next() && before.lag() > 0;
        return new Position(
                stored,
                end.offset(),
                stored.offset()
                        .problem(topicId, end.offset(), end.leaderEpoch().orElse(null))
                        .orElse(null),
                still ? before.movedAt() : System.nanoTime());
    }

    private Map<Reader, Stored> stored() {
        Map<Reader, Stored> stored = new TreeMap<>();
        OF_TOPICS.on(database, Map.of("topics", topics.toArray(String[]::new))).query(row -> {
            stored.put(reader(row), stored(row));
        });
        return stored;
    }

    private static Reader reader(ResultSet row) throws SQLException {
        return new Reader(
                row.getString("consumer"), new TopicPartition(row.getString("topic"), row.getInt("partition")));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("stored_until", OffsetDateTime.class);
        return new Stored(StoredOffset.of(row), until == null ? Instant.EPOCH : until.toInstant());
    }

    private static Map<String, String> ids(Collection<TopicDescription> topics) {
        return topics.stream()
                .filter(topic -> !topic.topicId().equals(Uuid.ZERO_UUID))
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.topicId().toString()));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(Collection<TopicDescription> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS))
                .all()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Collection<TopicDescription> descriptions()
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
                .allTopicNames()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .values();
    }

    /** Messages that are not stored yet, of all consumers and partitions. */
    @ManagedAttribute(description = "Messages that are not stored yet, over all consumers and partitions")
    public long getMessages() {
        return positions.values().stream().mapToLong(Position::lag).sum();
    }

    /**
     * The time up to which these consumers have stored the topics, by the time stamps of the packets; empty if they
     * have no lag. Partitions that are paused until an operator decides are ignored.
     */
    public Optional<Instant> storedUntil(Set<String> consumers) {
        return positions.entrySet().stream()
                .filter(entry -> consumers.contains(entry.getKey().consumer()))
                .map(Map.Entry::getValue)
                .filter(position -> position.lag() > 0 && position.problem() == null)
                .map(position -> position.stored().until())
                .min(Comparator.naturalOrder());
    }

    /** Messages that are not stored yet, by consumer. */
    public Map<String, Long> byConsumer() {
        Map<String, Long> messages = new TreeMap<>();
        positions.forEach((reader, position) -> messages.merge(reader.consumer(), position.lag(), Long::sum));
        return messages;
    }

    /** Messages that are not stored yet, by consumer and partition. */
    @ManagedAttribute(description = "Messages that are not stored yet, by consumer and partition")
    public Map<String, Long> getMessagesByPartition() {
        Map<String, Long> messages = new TreeMap<>();
        positions.forEach((reader, position) -> messages.put(reader.toString(), position.lag()));
        return messages;
    }

    /** Consumers that no process reads for, because their processes have ended or their routes are gone. */
    public Set<String> unread() {
        return unread;
    }

    /**
     * Readers of these consumers that have had a lag for this long without storing anything, with the number of
     * messages, one phrase each.
     */
    public List<String> stalled(Duration patience, Set<String> consumers) {
        long latest = System.nanoTime() - patience.toNanos();
        return positions.entrySet().stream()
                .filter(entry -> consumers.contains(entry.getKey().consumer()))
                .filter(entry -> entry.getValue().lag() > 0 && entry.getValue().movedAt() - latest < 0)
                .map(entry -> behind(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String behind(Reader reader, Position position) {
        return reader + " has " + position.lag() + " messages before it"
                + (unread.contains(reader.consumer()) ? ", and no process reads for it" : "");
    }

    /**
     * Readers of these consumers that are paused because their stored offset does not fit the current topic, with the
     * reason, one phrase each.
     */
    public List<String> waiting(Set<String> consumers) {
        return positions.entrySet().stream()
                .filter(entry -> consumers.contains(entry.getKey().consumer()))
                .filter(entry -> entry.getValue().problem() != null)
                .map(entry -> entry.getKey() + " " + entry.getValue().problem())
                .toList();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauges.add(MultiGauge.builder("wadi.store.lag")
                .description("Messages that are not stored yet")
                .register(registry));
    }

    private List<MultiGauge.Row<?>> rows() {
        return positions.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(
                        Tags.of(
                                "consumer",
                                entry.getKey().consumer(),
                                "partition",
                                String.valueOf(entry.getKey().partition())),
                        entry.getValue().lag()))
                .toList();
    }
}
