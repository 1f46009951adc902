package io.wadi.replay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.wadi.failure.StartException;
import io.wadi.message.DeadLetter;
import io.wadi.message.KafkaAccess;
import io.wadi.message.KafkaFailures;
import io.wadi.message.PollBudget;
import io.wadi.message.RenewedConsumer;
import io.wadi.message.SteadyTime;
import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.TimedProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the messages of dead letters again. Each message, or each packet of a message of several, is published once, even if
 * several consumers wrote a letter about it or the process is killed: the messages and the offset of the last letter are in one Kafka transaction
 * (KIP-98), and letters before that offset are read again to know which messages they were about.
 */
public final class Replay implements AutoCloseable {

    private static final String ID = "wadi-replay";
    private static final int LARGEST_MESSAGE = 8 * 1024 * 1024;

    /** Characters in the name of a topic, at most (Kafka's limit). */
    private static final int LONGEST_TOPIC = 249;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final ObjectReader LETTERS =
            new ObjectMapper().readerFor(DeadLetter.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A letter, and those of its messages that no earlier letter had. */
    private record Due(DeadLetter letter, List<byte[]> messages) {}

    private final Consumer<Object, Object> consumer;
    private final PollBudget budget = new PollBudget();
    private final Producer<byte[], byte[]> producer;
    private final List<TopicPartition> partitions;
    private final boolean dryRun;
    private final Origins known = new Origins();
    private final LetterReasons reasons = new LetterReasons();
    private long letters;
    private long refused;
    private long repeated;
    private long unreadable;

    /**
     * Opens a replay of a topic of dead letters.
     *
     * @param dryRun whether to publish nothing and only report what would be published
     * @throws org.apache.kafka.common.KafkaException if no broker answers
     * @throws StartException if the topic does not exist
     */
    public Replay(KafkaAccess kafka, String deadTopic, boolean dryRun) throws StartException {
        this.dryRun = dryRun;
        Map<String, Object> consuming = kafka.properties();
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, ID);
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consuming.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        // Otherwise a misspelt name would create a topic without letters.
        consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consuming.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        consuming.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        Properties options = new Properties();
        options.putAll(consuming);
        consumer = RenewedConsumer.of(() -> new KafkaConsumer<>(options, budget.keys(options), budget.values(options)));
        Properties producing = new Properties();
        producing.putAll(kafka.properties());
        producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ID);
        // The topic decides what is too large, and may accept more than a producer's default.
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_MESSAGE);
        producing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        producing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        producer = new TimedProducer<>(producing, new SteadyTime());
        partitions = consumer.partitionsFor(deadTopic).stream()
                .map(partition -> new TopicPartition(deadTopic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            close();
            throw new StartException("There is no topic " + deadTopic + " at " + kafka.brokers()
                    + ": correct wadi.topic.dead, or start a store first, which creates it");
        }
    }

    /** Replays all current letters; letters that arrive meanwhile wait for the next replay. */
    public ReplayReport run() {
        if (!dryRun) {
            producer.initTransactions();
        }
        Map<TopicPartition, Long> replayed = replayed();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.beginningOffsets(partitions).forEach(consumer::seek);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            budget.renew();
            replay(consumer.poll(POLL), replayed);
        }
        return new ReplayReport(letters, reasons.sum(), refused, repeated, unreadable, reasons.byReason());
    }

    private Map<TopicPartition, Long> replayed() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.committed(Set.copyOf(partitions))
                .forEach((partition, offset) -> offsets.put(partition, offset == null ? 0 : offset.offset()));
        return offsets;
    }

    private void replay(ConsumerRecords<Object, Object> polled, Map<TopicPartition, Long> replayed) {
        if (polled.isEmpty()) {
            return;
        }
        List<Due> due = new ArrayList<>();
        polled.forEach(record -> {
            Due letter = read(record, replayed);
            if (letter != null) {
                due.add(letter);
            }
        });
        if (!dryRun) {
            publish(due, ahead(polled.nextOffsets(), replayed));
        }
        due.forEach(each -> reasons.count(TextCleaner.clean(each.letter().reason())));
    }

    /**
     * Publishes messages and offsets in one transaction, and removes messages that their topic refuses from the list.
     */
    private void publish(List<Due> due, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Set<Due> refusals = attempt(due, offsets);
        while (!refusals.isEmpty()) {
            refused += refusals.size();
            due.removeAll(refusals);
            refusals = attempt(due, offsets);
        }
    }

    /** Returns the letters whose messages were refused; if there are any, nothing is published. */
    private Set<Due> attempt(List<Due> due, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Set<Due> refusals = ConcurrentHashMap.newKeySet();
        producer.beginTransaction();
        try {
            due.forEach(each -> messages(each)
                    .forEach(message -> producer.send(message, (where, failure) -> {
                        if (KafkaFailures.isRefusal(failure)) {
                            refusals.add(each);
                        }
                    })));
            producer.flush();
            if (refusals.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
                producer.commitTransaction();
                return refusals;
            }
        } catch (KafkaException e) {
            if (refusals.isEmpty()) {
                throw e;
            }
        }
        producer.abortTransaction();
        return refusals;
    }

    /** The group's offsets after the transaction. They never move back while earlier letters are read again. */
    private static Map<TopicPartition, OffsetAndMetadata> ahead(
            Map<TopicPartition, OffsetAndMetadata> next, Map<TopicPartition, Long> replayed) {
        Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>(next);
        ahead.entrySet().removeIf(entry -> entry.getValue().offset() <= replayed.get(entry.getKey()));
        return ahead;
    }

    /** The letter if something of it must be published, otherwise null. */
    private Due read(ConsumerRecord<Object, Object> record, Map<TopicPartition, Long> replayed) {
        boolean waiting = record.offset() >= replayed.get(new TopicPartition(record.topic(), record.partition()));
        DeadLetter letter = parse((byte[]) record.value());
        letters += waiting ? 1 : 0;
        if (letter == null) {
            unreadable += waiting ? 1 : 0;
            return null;
        }
        List<byte[]> fresh = fresh(letter);
        if (!waiting) {
            return null;
        }
        if (fresh.isEmpty()) {
            repeated++;
            return null;
        }
        return new Due(letter, fresh);
    }

    private List<byte[]> fresh(DeadLetter letter) {
        List<byte[]> contents = letter.contents();
        if (letter.hasWhole()) {
            return known.add(letter.topic(), letter.partition(), letter.offset()) ? contents : List.of();
        }
        return known.add(letter.topic(), letter.partition(), letter.offset(), contents);
    }

    private static DeadLetter parse(byte[] json) {
        try {
            DeadLetter letter = json == null ? null : LETTERS.readValue(json);
            return letter == null
                            || letter.reason() == null
                            || letter.topic() == null
                            || letter.topic().length() > LONGEST_TOPIC
                            || letter.partition() < 0
                            || letter.message() == null
                    ? null
                    : letter;
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /**
     * The messages for their original partition, so that a conversation stays in one partition. Each packet of a record of
     * several becomes a message of its own: if a store could not store all of them together, it can store each good one.
     */
    private static List<ProducerRecord<byte[], byte[]>> messages(Due due) {
        DeadLetter letter = due.letter();
        return due.messages().stream()
                .map(part -> new ProducerRecord<byte[], byte[]>(letter.topic(), letter.partition(), null, part))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
