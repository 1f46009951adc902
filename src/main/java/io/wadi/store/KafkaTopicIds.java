package io.wadi.store;

import io.wadi.message.RenewedAdmin;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker at each call, which takes about a millisecond. Thread-safe. */
public final class KafkaTopicIds implements TopicIds, AutoCloseable {

    private static final int ANSWER_MILLIS = 1_000;

    private final Admin admin;

    /**
     * Creates a client, which connects at the first call.
     *
     * @param properties properties of the Kafka client
     */
    public KafkaTopicIds(Map<String, Object> properties) {
        admin = RenewedAdmin.create(properties);
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

    @Override
    public Map<TopicPartition, OffsetAndMetadata> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        ListOffsetsResult answer = admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            ends.put(partition, end(partition, answer));
        }
        return ends;
    }

    private static OffsetAndMetadata end(TopicPartition partition, ListOffsetsResult answer) {
        try {
            ListOffsetsResultInfo end = answer.partitionResult(partition).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            return new OffsetAndMetadata(end.offset(), end.leaderEpoch(), "");
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerAwayException("Kafka does not report where " + partition + " ends: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException("Interrupted while asking for " + partition, e);
        }
    }

    private static String reason(Exception failure) {
        return failure.getCause() == null ? "no answer" : failure.getCause().getMessage();
    }

    private static Uuid id(String topic, KafkaFuture<TopicDescription> description) {
        try {
            return description.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).topicId();
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Uuid.ZERO_UUID;
            }
            throw new BrokerAwayException("Kafka does not describe topic " + topic + ": " + reason(e), e);
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
