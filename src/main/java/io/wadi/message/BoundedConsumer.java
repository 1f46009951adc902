package io.wadi.message;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that hands out no more than a {@link PollBudget} until it commits. A route that collects a batch over
 * several polls, as Camel's {@code batching=true} does by number alone, gets an empty poll instead; then it
 * delivers and commits what it has. Where Kafka commits by itself the budget is that of one poll. Used by one thread.
 */
final class BoundedConsumer extends KafkaConsumer<Object, Object> {

    private final PollBudget budget;
    private final boolean commitsItself;

    BoundedConsumer(Properties options) {
        this(options, new PollBudget());
    }

    BoundedConsumer(Properties options, PollBudget budget) {
        super(options, budget.keys(options), budget.values(options));
        this.budget = budget;
        commitsItself = new ConsumerConfig(options).getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        if (commitsItself) {
            budget.renew();
        }
        if (budget.isSpent()) {
            return rest(timeout);
        }
        budget.begin();
        return super.poll(timeout);
    }

    /** A poll without records, for the whole time: Camel takes a batch for complete when it has waited for so long. */
    private ConsumerRecords<Object, Object> rest(Duration timeout) {
        budget.renew();
        Set<TopicPartition> flowing = new TreeSet<>(Comparator.comparing(TopicPartition::toString));
        flowing.addAll(assignment());
        flowing.removeAll(paused());
        pause(flowing);
        try {
            return super.poll(timeout);
        } finally {
            // The group may have taken some away meanwhile.
            flowing.retainAll(assignment());
            resume(flowing);
        }
    }

    @Override
    public void commitSync() {
        super.commitSync();
        budget.renew();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        super.commitSync(offsets, timeout);
        budget.renew();
    }
}
