package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes messages that are not packets, between messages that are. */
public final class Poison implements AutoCloseable {

    /** Each breaks one rule of the message. */
    public static final List<String> MESSAGES = List.of(
            "no json",
            "{",
            "[]",
            "{}",
            packet("10.0.0.1", 70_000, 60, "1710000000.5"),
            packet("10.0.0.1", 80, -1, "1710000000.5"),
            packet("not an address", 80, 60, "1710000000.5"),
            packet("10.0.0.1", 80, 60, "253402300799"),
            packet("10.0.0.1", 80, 60, "\"yesterday\""),
            "\0\0\0",
            // Begins like a packet in Protobuf, and like a record of several.
            "\b\4\177",
            "\022\5abc",
            "{\"name\":\"" + "x".repeat(1_000_000) + "\"}",
            // Each of its bytes takes six in the JSON of the dead letter.
            "\0".repeat(1_000_000));

    private static final String MARK = "poison";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a poisonous message stands, by the consumer group that met it. */
    record Place(int partition, long offset) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final String brokers;
    private final String topic;
    private final Map<Place, String> published = new HashMap<>();

    Poison(String brokers, String topic) {
        this.brokers = brokers;
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A message with one good or bad value in each place. */
    public static String packet(String source, int port, long size, String timestamp) {
        return "{\"ip\":{\"src\":\"" + source + "\",\"dst\":\"8.8.8.8\"},\"protocol\":\"TCP\",\"size\":" + size
                + ",\"port\":{\"src\":" + port + ",\"dst\":443},\"type\":\"Ethernet\",\"timestamp\":" + timestamp + "}";
    }

    /** Publishes the nth of the messages, counted round and round, to a partition. */
    void publish(int n, int partition) throws Exception {
        String message = MESSAGES.get(n % MESSAGES.size());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                partition,
                null,
                null,
                message.getBytes(StandardCharsets.UTF_8),
                List.of(new RecordHeader(MARK, new byte[0])));
        RecordMetadata metadata = producer.send(record).get();
        published.put(new Place(metadata.partition(), metadata.offset()), message);
    }

    /** Whether a record of the topic was put there by this class. */
    static boolean is(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(MARK) != null;
    }

    /** Each consumer group has a letter for each message, whole, and none for another of the topic. */
    void assertDeadLetters(String deadTopic, Set<String> groups) throws Exception {
        Map<String, Map<Place, String>> letters = letters(deadTopic);
        assertThat(letters.keySet()).isEqualTo(groups);
        for (String group : groups) {
            assertThat(new HashSet<>(letters.get(group).keySet())).isEqualTo(published.keySet());
            assertThat(letters.get(group).equals(published))
                    .as("letters of %s", group)
                    .isTrue();
        }
    }

    /** The letters of messages of the topic, by consumer group. */
    private Map<String, Map<Place, String>> letters(String deadTopic) throws Exception {
        Map<String, Map<Place, String>> letters = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(deadTopic, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    add(letters, JSON.readTree(record.value()));
                }
            }
        }
        return letters;
    }

    private void add(Map<String, Map<Place, String>> letters, JsonNode letter) {
        if (letter.get("topic").asText().equals(topic)) {
            assertThat(letter.get("reason").asText()).isNotBlank();
            Place place = new Place(
                    letter.get("partition").asInt(), letter.get("offset").asLong());
            letters.computeIfAbsent(letter.get("consumer").asText(), group -> new HashMap<>())
                    .put(place, letter.get("message").asText());
        }
    }

    /** How many were published. */
    int count() {
        return published.size();
    }

    @Override
    public void close() {
        producer.close();
    }
}
