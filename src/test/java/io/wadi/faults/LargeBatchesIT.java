package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.Wadi;
import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.testing.JavaCommand;
import io.wadi.testing.LongTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Packets with as many and as long names as one may have, spread over so many partitions that no batch reaches its
 * number of packets. All batches together are larger than the heap of the process.
 */
@LongTest(seconds = 125)
class LargeBatchesIT {

    private static final int PARTITIONS = 100;
    private static final int MESSAGES = 30_000;
    private static final int ANSWERS = 8;
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void batchesAreStoredBeforeTheyFillTheHeap() throws Exception {
        Settings settings = TestServers.settings();
        settings.set("wadi.topic.partitions", String.valueOf(PARTITIONS));
        settings.set("wadi.data.dir", TestServers.cache().toString());
        settings.set("wadi.store.interval-millis", "60000");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.text(DatabaseSettings.URL));
        source.setUser(settings.get(DatabaseSettings.USER));
        JdbcTemplate database = new JdbcTemplate(source);
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties());
                JavaProcess wadi = new JavaProcess(command(settings), Map.of(), folder.resolve("wadi.log"))) {
            admin.createTopics(List.of(new NewTopic(settings.get(KafkaSettings.TOPIC), PARTITIONS, (short) 1)))
                    .all()
                    .get();
            publish(settings);
            long messages = messages(admin, settings.get(KafkaSettings.TOPIC));
            assertThat(messages).isGreaterThanOrEqualTo(MESSAGES);
            wadi.start();
            await().atMost(LONG).ignoreExceptions().until(() -> !wadi.isAlive() || stored(database) == 2 * messages);
            assertThat(Files.readString(folder.resolve("wadi.log"))).doesNotContain("OutOfMemoryError", "ERROR");
            assertThat(wadi.isAlive()).isTrue();
            assertThat(database.queryForObject("select count(*) from traffic", Long.class))
                    .isEqualTo(messages);
            assertThat(database.queryForObject("select sum(packets) from flows", Long.class))
                    .isEqualTo(messages);
        }
    }

    /** Like the launcher, it ends on an OutOfMemoryError, so that no retry hides it. */
    private static List<String> command(Settings settings) {
        return JavaCommand.of(
                Wadi.class,
                List.of("-Xmx256m", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"),
                arguments(settings).toArray(String[]::new));
    }

    private static List<String> arguments(Settings settings) {
        List<String> arguments = new ArrayList<>(List.of("run", "--only", "store-traffic,store-flows"));
        for (String name : settings.properties().stringPropertyNames()) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        return arguments;
    }

    private static void publish(Settings settings) {
        Map<String, Object> options = KafkaAccess.of(settings).properties();
        options.put("compression.type", "zstd");
        options.put("batch.size", 1 << 19);
        options.put("linger.ms", 1_000);
        options.put("delivery.timeout.ms", Integer.MAX_VALUE);
        // Some may come twice: the topic says how many there are.
        options.put("enable.idempotence", false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = packet(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(settings.get(KafkaSettings.TOPIC), i % PARTITIONS, null, message));
            }
        }
    }

    private static String packet(int number) {
        String answers = IntStream.range(0, ANSWERS)
                .mapToObj(answer -> "{\"ip\":\"10." + number / 256 % 256 + "." + number % 256 + "."
                        + (number / 65_536 * ANSWERS + answer) + "\",\"name\":\"" + longest("answer" + number) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"ip\":{\"src\":\"10.0.0.1\",\"dst\":\"8.8.8.8\"},\"protocol\":\"DNS\",\"transport\":\"UDP\",\"size\":512"
                + ",\"port\":{\"src\":" + number % 65_536 + ",\"dst\":53},\"timestamp\":"
                + System.currentTimeMillis() / 1000
                + ",\"name\":\"" + longest("name" + number) + "\",\"answers\":[" + answers + "],\"probe\":\""
                + longest("probe" + number) + "\"}";
    }

    /** Two bytes of heap for each of its characters, because one of them is not Latin. */
    private static String longest(String text) {
        return text + "я" + "x".repeat(254 - text.length());
    }

    private static long messages(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static long stored(JdbcTemplate database) {
        return database.queryForObject("select sum(packets)::bigint from ingest_offsets", Long.class);
    }
}
