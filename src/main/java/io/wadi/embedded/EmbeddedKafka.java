package io.wadi.embedded;

import io.wadi.settings.DiskSpace;
import io.wadi.settings.EmbeddedSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Kafka node in this process, broker and KRaft controller in one, on loopback. */
public final class EmbeddedKafka implements AutoCloseable {

    static final int NODE = 1;
    static final int SEGMENT_BYTES = 128 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private final KafkaRaftServer server;
    private final int port;
    private final int controllerPort;

    private EmbeddedKafka(KafkaRaftServer server, int port, int controllerPort) {
        this.server = server;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /** Starts a node with any free port for its controller. */
    public static EmbeddedKafka start(Path folder, int wantedPort) throws EmbeddedException {
        return start(folder, wantedPort, 0);
    }

    /**
     * Starts a node with its log in a folder. A later start uses the same log.
     *
     * @param folder folder of the log; created if it does not exist
     * @param wantedPort its port, or 0 for any free port
     * @param wantedControllerPort the port of its controller, or 0 for any free port
     * @throws EmbeddedException if it cannot start
     */
    public static EmbeddedKafka start(Path folder, int wantedPort, int wantedControllerPort) throws EmbeddedException {
        int port = Ports.choose(wantedPort, "Kafka", EmbeddedSettings.KAFKA_PORT);
        int controllerPort = controllerPort(wantedControllerPort, port);
        try {
            explainEnds(folder);
            format(folder);
            KafkaRaftServer server = new KafkaRaftServer(
                    KafkaConfig.fromProps(properties(folder, port, controllerPort), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, port, controllerPort);
        } catch (Exception e) {
            throw new EmbeddedException("The embedded Kafka cannot start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The broker does not listen on its port yet, so the choice of a free port may return the same port. */
    private static int controllerPort(int wanted, int brokerPort) throws EmbeddedException {
        int port;
        do {
            port = Ports.choose(wanted, "Kafka's controller", EmbeddedSettings.CONTROLLER_PORT);
        } while (wanted == 0 && port == brokerPort);
        return port;
    }

    /** A broker that cannot write its log ends the whole process, including everything else in it. */
    private static void explainEnds(Path folder) {
        Exit.Procedure ending = (status, message) -> {
            LOG.error(
                    "The embedded Kafka has ended, and Wadi ends too{}",
                    DiskSpace.of(folder)
                            .shortage()
                            .map(full -> ", because " + full + "; free space and start Wadi again")
                            .orElse(message == null ? "" : ": " + message));
            Runtime.getRuntime().halt(status);
        };
        Exit.setHaltProcedure(ending);
        Exit.setExitProcedure(ending);
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        Formatter formatter = new Formatter();
        formatter
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setUnstableFeatureVersionsEnabled(false)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        formatter.addDirectory(folder.toString());
        formatter.run();
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
        properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Sized for a small machine: the defaults are two dozen threads and 128 MB for log cleaning.
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.segment.bytes", String.valueOf(SEGMENT_BYTES));
        // The broker's own retention is off, because it does not know which messages are stored; LogTrimmer does.
        properties.put("log.retention.ms", "-1");
        properties.put("log.retention.bytes", "-1");
        properties.put("log.retention.check.interval.ms", "60000");
        return properties;
    }

    /** The address for clients. */
    public String brokers() {
        return "127.0.0.1:" + port;
    }

    /** The port of its controller. */
    public int controllerPort() {
        return controllerPort;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
