package io.wadi.message;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks at the brokers of a client before it is made. Kafka's client reads the first four bytes of any answer as a length and
 * allocates that much (KAFKA-4090): a TLS alert is 352 MB, {@code HTTP} 1.2 GB. Without this look, one wrong port in the file
 * of a user ends the process.
 */
public final class SpokenProtocol {

    private SpokenProtocol() {}

    /**
     * Checks that each broker that answers speaks the protocol of the client. Brokers that do not answer may still be starting.
     *
     * @param client the properties of a Kafka client
     * @throws KafkaException if one speaks another protocol; the message names its address
     */
    public static void check(Properties client) {
        boolean encrypted = client.getProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "")
                .endsWith("SSL");
        String brokers = client.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
        Arrays.stream(brokers.split(","))
                .map(String::strip)
                .filter(broker -> Utils.getHost(broker) != null && Utils.getPort(broker) != null)
                .forEach(broker -> problem(broker, encrypted).ifPresent(reason -> {
                    throw new KafkaException("the server at " + broker + " " + reason);
                }));
    }

    private static Optional<String> problem(String broker, boolean encrypted) {
        InetSocketAddress address = InetSocketAddress.createUnresolved(Utils.getHost(broker), Utils.getPort(broker));
        return Mismatch.of(Mismatch.look(address, encrypted), encrypted).map(SpokenProtocol::sentence);
    }

    private static String sentence(Mismatch mismatch) {
        return switch (mismatch) {
            case NOT_KAFKA -> "is not Kafka";
            case NEEDS_TLS -> "uses TLS and the client does not: set securityProtocol to SSL or SASL_SSL";
            case NO_TLS ->
                "does not use TLS and the client does: set securityProtocol to PLAINTEXT or SASL_PLAINTEXT, or name the"
                        + " broker's TLS port";
        };
    }
}
