package io.wadi.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks every five seconds whether Kafka was restored from older data under a running consumer of a sink, which would
 * read nothing then (see {@link SeenEpochs}). The stores look for more, because their offsets are in the database. Used
 * by the consumer's thread only.
 */
final class EpochWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int ANSWER_MILLIS = 1_000;

    private final Map<String, Object> properties = new HashMap<>();
    private final SeenEpochs seen = new SeenEpochs();
    private Admin admin;
    private long due = System.nanoTime();

    /**
     * Creates a watch, which connects at its first look.
     *
     * @param consumer properties of the consumer, of which it takes those about the connection
     */
    EpochWatch(Properties consumer) {
        consumer.stringPropertyNames().forEach(name -> properties.put(name, consumer.getProperty(name)));
        properties.keySet().retainAll(AdminClientConfig.configNames());
        properties.remove(AdminClientConfig.CLIENT_ID_CONFIG);
    }

    /**
     * Looks, if it is time.
     *
     * @throws OutdatedConsumerException if the consumer must be replaced
     */
    void look(Set<TopicPartition> partitions) {
        if (partitions.isEmpty() || System.nanoTime() - due < 0) {
            return;
        }
        try {
            ask(partitions);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // The broker is away, as the console's health says; the next look asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            due = System.nanoTime() + PERIOD.toNanos();
        }
    }

    /** Takes note of what was read: an epoch may have been the latest for less than the time between two looks. */
    void read(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            List<? extends ConsumerRecord<?, ?>> some = records.records(partition);
            seen.read(partition, some.get(some.size() - 1).leaderEpoch().orElse(null));
        }
    }

    private void ask(Set<TopicPartition> partitions) throws ExecutionException, TimeoutException, InterruptedException {
        if (admin == null) {
            admin = RenewedAdmin.create(properties);
        }
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        ListOffsetsResult ends = admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS));
        for (TopicPartition partition : partitions) {
            Integer epoch = ends.partitionResult(partition)
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .leaderEpoch()
                    .orElse(null);
            seen.see(partition, null, epoch);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
