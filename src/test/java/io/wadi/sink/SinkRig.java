package io.wadi.sink;

import static org.awaitility.Awaitility.await;

import io.wadi.deploy.RouteDeployer;
import io.wadi.deploy.RouteProblem;
import io.wadi.deploy.ShippedRoutes;
import io.wadi.message.BoundedClients;
import io.wadi.message.KafkaAccess;
import io.wadi.message.UserTopics;
import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A context that runs one example of {@code routes.d} as a user would: copied, with the addresses adapted. */
final class SinkRig implements AutoCloseable {

    static final int PARTITIONS = 3;

    private final String brokers;
    private final Path folder;
    private final String topic;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RouteDeployer deployer;

    SinkRig(String brokers, Path folder, String topic) throws Exception {
        this.brokers = brokers;
        this.folder = Files.createDirectories(folder);
        this.topic = topic;
        createTopic(topic);
        Properties settings = new Properties();
        settings.put("wadi.topic", topic);
        settings.put("wadi.topic.alerts", topic);
        settings.put("camel.component.kafka.brokers", brokers);
        camel.getPropertiesComponent().setInitialProperties(settings);
        KafkaComponent kafka = camel.getComponent("kafka", KafkaComponent.class);
        kafka.getConfiguration().setBrokers(brokers);
        BoundedClients clients = new BoundedClients();
        clients.setCamelContext(camel);
        kafka.setKafkaClientFactory(clients);
        camel.getInflightRepository().setInflightBrowseEnabled(true);
        camel.getShutdownStrategy().setTimeout(10);
        Settings kafkas = Settings.load();
        kafkas.set("wadi.kafka.brokers", brokers);
        kafkas.set("wadi.topic.partitions", String.valueOf(PARTITIONS));
        deployer = new RouteDeployer(
                camel,
                folder,
                ShippedRoutes.none(),
                WadiBeans.lent(kafkas),
                new UserTopics(kafkas, KafkaAccess.of(kafkas)));
        camel.addService(deployer);
        camel.start();
    }

    void bind(String name, Object bean) {
        camel.getRegistry().bind(name, bean);
    }

    void createTopic(String name) throws Exception {
        createTopic(name, Map.of());
    }

    void createTopic(String name, Map<String, String> configuration) throws Exception {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()).configs(configuration);
            create(admin, topic);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() ->
                            admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                                    .allMatch(partition -> partition.leader() != null));
        }
    }

    /** It exists if another context has read it before. */
    private static void create(Admin admin, NewTopic topic) throws Exception {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** Waits until a group has the partitions, so that it gets what is published from now on. */
    void awaitAssigned(String group) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Admin admin = admin()) {
                return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                                .filter(entry -> isOurs(entry.getKey()) && entry.getValue() != null)
                                .count()
                        == PARTITIONS;
            }
        });
    }

    /** Waits until a sink has had a batch for longer than the time between its first two attempts to deliver it. */
    void awaitRedelivery() {
        await().atMost(Duration.ofSeconds(60)).until(() -> camel.getRoutes().stream()
                .map(route -> camel.getInflightRepository().oldest(route.getRouteId()))
                .filter(Objects::nonNull)
                .anyMatch(each -> each.getDuration() > 3_000));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /** Copies an example, with pieces of text replaced, and waits until it runs. */
    void deploy(String name, Map<String, String> replacements) throws IOException {
        deploy(Path.of(name, "sink-" + name + ".camel.yaml"), replacements);
    }

    /** Copies a file of the examples, with pieces of text replaced, and waits until it runs. */
    void deploy(Path example, Map<String, String> replacements) throws IOException {
        write(example, replacements);
        if (!refused().isEmpty()) {
            throw new AssertionError(refused().toString());
        }
    }

    /** Copies an example, with pieces of text replaced, and waits until it runs or is refused. */
    void write(String name, Map<String, String> replacements) throws IOException {
        write(Path.of(name, "sink-" + name + ".camel.yaml"), replacements);
    }

    private void write(Path example, Map<String, String> replacements) throws IOException {
        String text = Files.readString(Path.of("routes.d/examples").resolve(example));
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!text.contains(replacement.getKey())) {
                throw new IllegalArgumentException(replacement.getKey() + " is not in the example");
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        write(example.getFileName().toString(), text);
    }

    /** Writes a file of a user, and waits until it runs or is refused. */
    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        deployer.scanNow();
    }

    /** Why files are refused. */
    List<RouteProblem> refused() {
        return deployer.refused().stream()
                .flatMap(refusal -> refusal.findings().stream())
                .toList();
    }

    /** The names of all topics. */
    Set<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    /** Publishes packets whose field {@code size} counts from {@code first}. */
    void publish(int first, int count) {
        publish(first, count, SinkRig::packet);
    }

    /** Publishes messages by number. */
    void publish(int first, int count, IntFunction<byte[]> message) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(first, first + count)
                    .forEach(i -> producer.send(new ProducerRecord<>(
                            topic, i % PARTITIONS, ("key-" + i).getBytes(StandardCharsets.UTF_8), message.apply(i))));
        }
    }

    static byte[] packet(int size) {
        return ("{\"ip\":{\"src\":\"192.0.2.1\",\"dst\":\"198.51.100.2\",\"version\":4,\"ttl\":64},\"protocol\":\"DNS\","
                        + "\"transport\":\"UDP\",\"size\":" + size + ",\"port\":{\"src\":53124,\"dst\":53},"
                        + "\"timestamp\":1710000000.123456,\"name\":\"a\\\"b,c.example\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until the sink has committed every packet. */
    void awaitCommitted(String group, int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> committed(group) == count);
    }

    long committed(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> isOurs(entry.getKey()) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    private boolean isOurs(TopicPartition partition) {
        return partition.topic().equals(topic);
    }

    RouteDeployer deployer() {
        return deployer;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
