package io.wadi.message;

import io.wadi.failure.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of a topic without a consumer group, so it commits nothing and disturbs nobody. Partitions that
 * are added later are not read. Used by one thread.
 */
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<Object, Object> consumer;
    private final PollBudget budget = new PollBudget();

    /**
     * Opens a topic.
     *
     * @param fromBeginning whether to start at the oldest message; otherwise only later ones are read
     * @throws org.apache.kafka.common.KafkaException if no broker answers
     * @throws StartException if the topic does not exist
     */
    public TopicTail(KafkaAccess kafka, String topic, boolean fromBeginning) throws StartException {
        Properties options = options(kafka);
        consumer = RenewedConsumer.of(() -> new KafkaConsumer<>(options, budget.keys(options), budget.values(options)));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new StartException("There is no topic " + topic + " at " + kafka.brokers());
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> start =
                fromBeginning ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions);
        start.forEach(consumer::seek);
    }

    private static Properties options(KafkaAccess kafka) {
        Properties options = new Properties();
        options.putAll(kafka.properties());
        options.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        options.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Otherwise a misspelt name would create a topic.
        options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        options.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        options.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return options;
    }

    /** The next messages, in the order of each partition; none if none came within half a second. */
    public Iterable<ConsumerRecord<Object, Object>> poll() {
        budget.renew();
        return consumer.poll(POLL);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
