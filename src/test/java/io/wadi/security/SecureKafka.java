package io.wadi.security;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka node that uses TLS and requires user and password (SASL/PLAIN). */
final class SecureKafka implements AutoCloseable {

    static final String USER = "wadi";
    static final String PASSWORD = "kafka-secret";

    /** May do everything; so may {@link #USER} where the node has no authorizer. */
    static final String ADMIN = "admin";

    private final int port = FreePort.find();
    private final KafkaRaftServer server;

    /**
     * Starts it.
     *
     * @param authorizing whether only {@link #ADMIN} may do what no ACL allows
     */
    SecureKafka(Path folder, Certificate certificate, boolean authorizing) throws Exception {
        Formatter formatter = new Formatter();
        formatter
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        formatter.addDirectory(folder.toString());
        formatter.run();
        Properties properties = properties(folder, certificate);
        if (authorizing) {
            properties.put("authorizer.class.name", StandardAuthorizer.class.getName());
            properties.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
    }

    private Properties properties(Path folder, Certificate certificate) {
        int controller = FreePort.find();
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.put("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        properties.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "SASL_SSL");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + ADMIN
                        + "\" password=\"" + PASSWORD + "\" user_" + ADMIN + "=\"" + PASSWORD + "\" user_" + USER
                        + "=\"" + PASSWORD + "\";");
        properties.put("ssl.keystore.location", certificate.keyStore().toString());
        properties.put("ssl.keystore.password", Certificate.PASSWORD);
        properties.put("ssl.truststore.location", certificate.trustStore().toString());
        properties.put("ssl.truststore.password", Certificate.PASSWORD);
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    /** A file of client properties. */
    static Path client(Path file, Certificate certificate, String user, String password) throws IOException {
        return Files.writeString(file, """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                  username="%s" password="%s";
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                """.formatted(user, password, certificate.trustStore(), Certificate.PASSWORD));
    }

    String brokers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
