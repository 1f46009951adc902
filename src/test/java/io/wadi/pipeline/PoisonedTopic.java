package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.message.KafkaAccess;
import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores of packets or flows, a topic with some messages named {@code poison}, and their dead letters. */
abstract class PoisonedTopic {

    static final Duration LONG = Duration.ofSeconds(90);
    static final int MESSAGES = 3_000;
    static final int PARTITIONS = 3;

    /** Alone, side by side, and at both ends. */
    static final Set<Integer> POISON = Set.of(0, 3, 6, 1_500, 1_501, 2_000, MESSAGES - 1);

    Settings settings;
    Pipeline pipeline;
    JdbcTemplate database;

    void start(String at) throws Exception {
        settings = TestServers.withTables();
        settings.set("wadi.capture.at", at);
        pipeline = pipeline(settings);
        pipeline.start();
        database = new JdbcTemplate(pipeline.database());
    }

    /** What is to run. */
    Pipeline pipeline(Settings of) throws Exception {
        return new Pipeline(of, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    static String packet(int number) {
        return "{\"ip\":{\"src\":\"10.0." + number / 250 + "." + number % 250 + "\",\"dst\":\"8.8.8.8\"},"
                + "\"protocol\":\"UDP\",\"size\":60,\"timestamp\":1710000000,\"port\":{\"src\":" + number
                + ",\"dst\":53},\"name\":\"" + (POISON.contains(number) ? "poison" : "good") + "\"}";
    }

    static String flow(int number) {
        return packet(number)
                .replace("\"protocol\"", "\"transport\"")
                .replace(
                        "\"size\":60,\"timestamp\":1710000000",
                        "\"window\":1710000000,\"packets\":1,\"bytes\":60,"
                                + "\"first\":1710000000,\"last\":1710000000");
    }

    void publish(String topic, List<String> messages) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages.size(); i++) {
                producer.send(new ProducerRecord<>(
                        topic, i % PARTITIONS, null, messages.get(i).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Publishes packets to the same partitions, several in a message. */
    void publishSeveral(String topic, List<String> messages, int each) throws Exception {
        publishSeveral(topic, messages, each, new byte[0]);
    }

    /** Like {@link #publishSeveral(String, List, int)}, with more bytes at the end of the first message. */
    void publishSeveral(String topic, List<String> messages, int each, byte[] endOfFirst) throws Exception {
        PacketJson json = new PacketJson();
        List<List<Packet>> partitions = Stream.generate(() -> (List<Packet>) new ArrayList<Packet>())
                .limit(PARTITIONS)
                .toList();
        for (int i = 0; i < messages.size(); i++) {
            String message = messages.get(i).replaceFirst("\\{", "{\"flow\":\"1:a\",");
            partitions.get(i % PARTITIONS).add(json.packet(message.getBytes(StandardCharsets.UTF_8)));
        }
        PacketJson several = new PacketJson(MessageFormat.PROTOBUF, each);
        byte[] end = endOfFirst;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (PacketMessage message : several.pack(partitions.get(partition), 1)) {
                    ByteArrayOutputStream value = new ByteArrayOutputStream();
                    value.writeBytes(message.value());
                    value.writeBytes(end);
                    end = new byte[0];
                    producer.send(new ProducerRecord<>(topic, partition, null, value.toByteArray()));
                }
            }
        }
    }

    static List<String> numbered(IntFunction<String> message) {
        return IntStream.range(0, MESSAGES).mapToObj(message).toList();
    }

    void awaitEnd(String consumer) {
        awaitEnd(consumer, MESSAGES);
    }

    void awaitEnd(String consumer, int messages) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(number("select coalesce(sum(next_offset), 0) from ingest_offsets"
                                + " where consumer = '" + consumer + "'"))
                        .isEqualTo(messages));
    }

    long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    long dead(String consumer) {
        return number("select sum(dead) from ingest_offsets where consumer = '" + consumer + "'");
    }

    /** What letters say, one line for each message and consumer, however often it was written. */
    Set<String> letters() throws IOException {
        Set<String> letters = new TreeSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaAccess.of(settings).properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(settings.get(KafkaSettings.DEAD_TOPIC), 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    JsonNode letter = new ObjectMapper().readTree(record.value());
                    int number = letter.get("partition").asInt()
                            + PARTITIONS * letter.get("offset").asInt();
                    letters.add(letter.get("consumer").asText() + " " + number + " "
                            + letter.get("reason").asText());
                }
            }
        }
        return letters;
    }
}
