package io.wadi.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker each time: about a millisecond. Thread-safe. */
public final class KafkaTopicIds implements TopicIds, AutoCloseable {

    private static final int ANSWER_MILLIS = 1_000;

    private final Admin admin;

    /**
     * Ids from the brokers that a client of these properties reaches; connects when first asked.
     *
     * @param properties of Kafka clients
     */
    public KafkaTopicIds(Map<String, Object> properties) {
        admin = Admin.create(properties);
    }

    @Override
    public Map<String, String> of(Set<String> topics) {
        Map<String, String> ids = new HashMap<>();
        admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
                .topicNameValues()
                .forEach((topic, description) -> {
                    Uuid id = id(topic, description);
                    if (!id.equals(Uuid.ZERO_UUID)) {
                        ids.put(topic, id.toString());
                    }
                });
        return ids;
    }

    private static Uuid id(String topic, KafkaFuture<TopicDescription> description) {
        try {
            return description.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).topicId();
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Uuid.ZERO_UUID;
            }
            String reason = e.getCause() == null ? "no answer" : e.getCause().getMessage();
            throw new BrokerAwayException("Kafka does not describe topic " + topic + ": " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException("Interrupted while asking for topic " + topic, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
