package io.wadi.faults;

import io.wadi.testing.ComposeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of a Kafka cluster, broker and controller in one: folder, node id, its port, and the controllers as voters. */
final class ClusterNodeMain {

    private static final String CLUSTER = "a5KkXkSDRNKYe7vcyHjtpA";

    private ClusterNodeMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int node = Integer.parseInt(arguments[1]);
        format(folder, node);
        KafkaRaftServer server = new KafkaRaftServer(
                KafkaConfig.fromProps(properties(folder, node, arguments[2], arguments[3]), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path folder, int node) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter();
        formatter
                .setClusterId(CLUSTER)
                .setNodeId(node)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setUnstableFeatureVersionsEnabled(false)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        formatter.addDirectory(folder.toString());
        formatter.run();
    }

    /** Those of the shipped cluster, but for its addresses, and small. */
    private static Properties properties(Path folder, int node, String port, String voters) throws IOException {
        Properties properties = new Properties();
        properties.putAll(ComposeFile.cluster().kafka(node == 1 ? "kafka" : "kafka-" + node));
        properties.put("controller.quorum.voters", voters);
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://" + address(voters, node));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.num.partitions", "3");
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        return properties;
    }

    private static String address(String voters, int node) {
        return voters.split(",")[node - 1].split("@")[1];
    }
}
