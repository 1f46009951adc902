package io.wadi.message;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that returns no more bytes than a {@link PollBudget} between two commits, and each packet by itself. Camel's
 * {@code batching=true} collects a batch over several polls and limits it only by number. When the budget is spent, this
 * consumer returns an empty poll; Camel then delivers and commits the batch. If Kafka commits automatically, the budget is
 * for one poll, and a route that stops commits what it has processed. After a poll that failed, there is a {@link
 * PollPause}. Used by one thread, besides {@link #wakeup}.
 */
final class BoundedConsumer extends KafkaConsumer<Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedConsumer.class);

    /** A route that stops while its broker is away waits no longer. */
    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);

    private final PollBudget budget;
    private final SinglePackets packets;
    private final EpochWatch epochs;
    private final PollPause pause = new PollPause();
    private final ProcessedOffsets processed = new ProcessedOffsets();
    private final BooleanSupplier processesPolls;
    private final boolean commitsItself;
    private final boolean startsWithNew;

    /**
     * Creates a consumer.
     *
     * @param isOfPackets which topics have packets
     * @param processesPolls whether a poll is processed when the next one begins, asked when the route stops
     */
    BoundedConsumer(Properties options, Predicate<String> isOfPackets, BooleanSupplier processesPolls) {
        this(options, new PollBudget(), new SinglePackets(isOfPackets), processesPolls);
    }

    private BoundedConsumer(
            Properties options, PollBudget budget, SinglePackets packets, BooleanSupplier processesPolls) {
        super(options, budget.keys(options), budget.values(options, packets::values));
        this.processesPolls = processesPolls;
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
        super.subscribe(topics, first(listener));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, first(listener));
    }

    private ConsumerRebalanceListener first(ConsumerRebalanceListener listener) {
        ConsumerRebalanceListener forgetting = processed.forgetting(listener);
        return startsWithNew ? new StartOffsets(this, forgetting) : forgetting;
    }

    /**
     * Camel calls it when a route stops, before it closes the consumer. Kafka commits automatically when a consumer is
     * closed, but only for its partitions, and this takes them away: the messages of up to five seconds would come again.
     */
    @Override
    public void unsubscribe() {
        if (commitsItself && processesPolls.getAsBoolean()) {
            commitProcessed();
        }
        super.unsubscribe();
    }

    private void commitProcessed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = processed.of(assignment());
        if (offsets.isEmpty()) {
            return;
        }
        try {
            super.commitSync(offsets, LAST_COMMIT);
        } catch (KafkaException e) {
            LOG.warn("Messages of {} come again, because the last commit failed: {}", offsets.keySet(), e.toString());
        }
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
        } catch (RuntimeException e) {
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
            processed.pollBegins();
        }
        if (budget.isSpent()) {
            return rest(timeout);
        }
        budget.begin();
        ConsumerRecords<Object, Object> records = super.poll(BriefPoll.of(timeout));
        epochs.read(records);
        processed.polled(records.nextOffsets());
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
