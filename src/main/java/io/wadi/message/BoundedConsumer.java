package io.wadi.message;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A consumer that returns no more bytes than a {@link PollBudget} between two commits, and each packet by itself. Camel's
 * {@code batching=true} collects a batch over several polls and limits it only by number. When the budget is spent, this
 * consumer returns an empty poll; Camel then delivers and commits the batch. If Kafka commits automatically, the budget is
 * for one poll. After a poll that failed, there is a {@link PollPause}. Used by one thread, besides {@link #wakeup}.
 */
final class BoundedConsumer extends KafkaConsumer<Object, Object> {

    private final PollBudget budget;
    private final SinglePackets packets;
    private final EpochWatch epochs;
    private final PollPause pause = new PollPause();
    private final boolean commitsItself;
    private final boolean startsWithNew;

    /**
     * Creates a consumer.
     *
     * @param isOfPackets which topics have packets
     */
    BoundedConsumer(Properties options, Predicate<String> isOfPackets) {
        this(options, new PollBudget(), new SinglePackets(isOfPackets));
    }

    private BoundedConsumer(Properties options, PollBudget budget, SinglePackets packets) {
        super(options, budget.keys(options), budget.values(options, packets::values));
        this.budget = budget;
        this.packets = packets;
        epochs = new EpochWatch(options);
        ConsumerConfig config = new ConsumerConfig(options);
        commitsItself = config.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
        startsWithNew = config.getString(ConsumerConfig.GROUP_ID_CONFIG) != null
                && config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG).equals("latest");
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, startsWithNew ? new StartOffsets(this, listener) : listener);
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, startsWithNew ? new StartOffsets(this, listener) : listener);
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        if (pause.rest(BriefPoll.of(timeout))) {
            return ConsumerRecords.empty();
        }
        try {
            ConsumerRecords<Object, Object> records = records(timeout);
            pause.afterSuccess();
            return records;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            pause.afterFailure();
            throw e;
        }
    }

    /** Any thread may call it. */
    @Override
    public void wakeup() {
        super.wakeup();
        pause.end();
    }

    private ConsumerRecords<Object, Object> records(Duration timeout) {
        epochs.look(assignment());
        if (commitsItself) {
            budget.renew();
        }
        if (budget.isSpent()) {
            return rest(timeout);
        }
        budget.begin();
        ConsumerRecords<Object, Object> records = super.poll(BriefPoll.of(timeout));
        epochs.read(records);
        return packets.split(records);
    }

    /** Polls no records, until the whole time-out is over, after which Camel considers a batch complete. */
    private ConsumerRecords<Object, Object> rest(Duration timeout) {
        Duration brief = BriefPoll.of(timeout);
        budget.rest(brief, timeout);
        Set<TopicPartition> flowing = new TreeSet<>(Comparator.comparing(TopicPartition::toString));
        flowing.addAll(assignment());
        flowing.removeAll(paused());
        pause(flowing);
        try {
            return packets.split(super.poll(brief));
        } finally {
            // The group may have removed some partitions meanwhile.
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

    @Override
    public void close() {
        epochs.close();
        super.close();
    }

    @Override
    public void close(CloseOptions options) {
        epochs.close();
        super.close(options);
    }
}
