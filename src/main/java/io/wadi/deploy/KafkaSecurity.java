package io.wadi.deploy;

import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * What is wrong with the TLS and SASL properties of a Kafka client, as far as no connection is needed to find it: files,
 * passwords of files, and the names of protocols, mechanisms and login modules.
 */
public final class KafkaSecurity {

    /** What is wrong with JAAS that cannot be parsed; Kafka's own message may have a part of the password. */
    public static final String JAAS_FORM =
            "sasl.jaas.config must look like CLASS required username=\"…\" password=\"…\";";

    private KafkaSecurity() {}

    /** What is wrong, as one sentence with the name of the property and without secrets. */
    public static Optional<String> problem(AbstractConfig client) {
        return switch (SecurityProtocol.forName(client.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))) {
            case PLAINTEXT -> Optional.empty();
            case SSL -> new KafkaTls(client).problem();
            case SASL_PLAINTEXT -> new KafkaLogin(client).problem();
            case SASL_SSL -> new KafkaTls(client).problem().or(() -> new KafkaLogin(client).problem());
        };
    }
}
