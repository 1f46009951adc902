package io.wadi.store;

import io.wadi.database.Jdbc;
import io.wadi.database.Sql;
import io.wadi.message.KeptOffsets;
import io.wadi.message.RenewedAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Finds the messages that stores have left behind in topics that they no longer read, as after {@code wadi.topic} is
 * renamed: neither their lag nor their positions know of these topics.
 */
public final class LeftTopics {

    private static final Logger LOG = LoggerFactory.getLogger(LeftTopics.class);
    private static final int ANSWER_MILLIS = 5_000;
    private static final Sql OF_CONSUMERS = Sql.file("offsets/of-consumers");

    /** A consumer's offset in a partition of a topic that it no longer reads. */
    private record Place(String consumer, TopicPartition partition, StoredOffset offset) {}

    private final DataSource database;
    private final Map<String, Object> kafka;
    private final Map<String, String> topics;

    /**
     * Creates a look.
     *
     * @param kafka properties of the Kafka client
     * @param topics the topic that each consumer reads now
     */
    public LeftTopics(DataSource database, Map<String, Object> kafka, Map<String, String> topics) {
        this.database = database;
        this.kafka = kafka;
        this.topics = topics;
    }

    /** Warns of such messages, with one sentence for each topic. If it cannot look, it says so and returns. */
    public void warn() {
        try {
            messages()
                    .forEach((topic, left) -> LOG.warn(
                            "Topic {} still has messages that are not stored: {}. These stores now read {}. To store "
                                    + "the rest, set wadi.topic or wadi.topic.flows back until health check lag has no "
                                    + "messages. To give it up: delete from ingest_offsets where topic = '{}'",
                            topic,
                            left.entrySet().stream()
                                    .map(each -> each.getValue() + " for " + each.getKey())
                                    .collect(Collectors.joining(", ")),
                            left.keySet().stream().map(topics::get).distinct().collect(Collectors.joining(", ")),
                            topic));
        } catch (DataAccessException | KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("Topics that were read before cannot be looked at: {}", Jdbc.message(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The messages by topic and consumer. Topics that are gone, or recreated since then, have none. */
    private Map<String, Map<String, Long>> messages()
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Place> places = places();
        if (places.isEmpty()) {
            return Map.of();
        }
        Admin admin = RenewedAdmin.create(kafka);
        try {
            Map<String, TopicListing> present = admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_MILLIS))
                    .namesToListings()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            List<Place> there =
                    places.stream().filter(place -> isIn(place, present)).toList();
            return left(
                    there,
                    KeptOffsets.of(admin, there.stream().map(Place::partition).toList(), ANSWER_MILLIS));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private List<Place> places() {
        return OF_CONSUMERS
                .on(
                        Jdbc.client(database, Duration.ofMillis(ANSWER_MILLIS)),
                        Map.of("consumers", topics.keySet().toArray(String[]::new)))
                .query((row, number) -> new Place(
                        row.getString("consumer"),
                        new TopicPartition(row.getString("topic"), row.getInt("partition")),
                        StoredOffset.of(row)))
                .list()
                .stream()
                .filter(place -> !place.partition().topic().equals(topics.get(place.consumer())))
                .toList();
    }

    private static boolean isIn(Place place, Map<String, TopicListing> present) {
        TopicListing topic = present.get(place.partition().topic());
        return topic != null && !place.offset().isOfAnotherTopic(topic.topicId().toString());
    }

    private static Map<String, Map<String, Long>> left(List<Place> places, Map<TopicPartition, KeptOffsets> kept) {
        Map<String, Map<String, Long>> left = new TreeMap<>();
        for (Place place : places) {
            TopicPartition partition = place.partition();
            long messages = kept.get(partition).unread(place.offset().next());
            if (messages > 0) {
                left.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .merge(place.consumer(), messages, Long::sum);
            }
        }
        return left;
    }
}
