package io.wadi.faults;

import io.wadi.net.FreePort;
import io.wadi.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;

/** Three Kafka nodes, each a broker and a controller in a process of its own. */
final class KafkaCluster implements AutoCloseable {

    static final int NODES = 3;

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int ANSWER_SECONDS = 5;

    private final List<Integer> ports =
            IntStream.range(0, NODES).map(node -> FreePort.find()).boxed().toList();
    private final List<JavaProcess> nodes = new ArrayList<>();

    KafkaCluster(Path folder) throws Exception {
        String voters = IntStream.rangeClosed(1, NODES)
                .mapToObj(node -> node + "@127.0.0.1:" + FreePort.find())
                .collect(Collectors.joining(","));
        for (int node = 1; node <= NODES; node++) {
            Path own = Files.createDirectories(folder.resolve("node-" + node));
            List<String> command = JavaCommand.of(
                    ClusterNodeMain.class,
                    List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                    own.toString(),
                    String.valueOf(node),
                    String.valueOf(ports.get(node - 1)),
                    voters);
            nodes.add(new JavaProcess(command, Map.of(), folder.resolve("node-" + node + ".log")));
            nodes.get(node - 1).start();
        }
        awaitNodes();
    }

    String brokers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** SIGKILL of a node, 1 to 3. */
    void kill(int node) throws Exception {
        nodes.get(node - 1).kill();
    }

    /** As a service manager stops a node, 1 to 3, and starts it again. */
    void restart(int node) throws Exception {
        JavaProcess process = nodes.get(node - 1);
        process.terminate();
        process.handle().onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
        process.start();
    }

    void start(int node) throws Exception {
        nodes.get(node - 1).start();
    }

    private void awaitNodes() {
        try (Admin admin = admin()) {
            Awaitility.await()
                    .atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster()
                                    .nodes()
                                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                                    .size()
                            == NODES);
        }
    }

    /** The node that leads partition 0 of a topic. */
    int leader(String topic) throws Exception {
        try (Admin admin = admin()) {
            return describe(admin, topic).partitions().get(0).leader().id();
        }
    }

    /** Waits until every partition of a topic has all its replicas in sync. */
    void awaitInSync(String topic) {
        try (Admin admin = admin()) {
            Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> describe(admin, topic).partitions().stream()
                    .allMatch(partition -> partition.isr().size() == NODES));
        }
    }

    private static TopicDescription describe(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .get(topic);
    }

    /** A property of a topic. */
    String config(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .get(resource)
                    .get(name)
                    .value();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers()));
    }

    @Override
    public void close() throws Exception {
        for (JavaProcess node : nodes) {
            node.close();
        }
    }
}
