package io.wadi.deploy;

import io.wadi.failure.Causes;
import io.wadi.failure.FileReason;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.security.ssl.SslFactory;

/** Finds what is wrong with the TLS properties of a Kafka client that a connection is not needed for. */
final class KafkaTls {

    private static final List<String> STORES =
            List.of(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);

    /** Kafka reads PEM itself. */
    private static final Set<String> TYPES = Stream.concat(
                    Security.getAlgorithms("KeyStore").stream(), Stream.of("PEM"))
            .map(type -> type.toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    /** What Java knows; empty is none. */
    private static final Set<String> IDENTIFICATIONS = Set.of("", "HTTPS", "LDAPS");

    private final AbstractConfig config;

    KafkaTls(AbstractConfig config) {
        this.config = config;
    }

    /** What is wrong, with the name of the property. */
    Optional<String> problem() {
        return STORES.stream()
                .filter(name -> config.getString(name) != null)
                .flatMap(name -> UnreadableFile.reason(config.getString(name)).map(reason -> at(name, reason)).stream())
                .findFirst()
                .or(this::names)
                .or(this::engine);
    }

    /** What Kafka's own engine would take without a look. */
    private Optional<String> names() {
        return config.getClass(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG) == null
                ? types().or(this::identification)
                : Optional.empty();
    }

    /** Kafka reads the type only with a store. One that Java does not know is a typing error in any case. */
    private Optional<String> types() {
        return Stream.of(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, SslConfigs.SSL_KEYSTORE_TYPE_CONFIG)
                .filter(name -> !TYPES.contains(config.getString(name).toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(name ->
                        name + " " + config.getString(name) + " is unknown; there are " + String.join(", ", TYPES));
    }

    /** Java refuses each certificate if it does not know how to compare its name. */
    private Optional<String> identification() {
        String name = config.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
        return name == null || IDENTIFICATIONS.contains(name.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG + " " + name
                        + " (option sslEndpointAlgorithm) is unknown; it must be https, or none to accept certificates of"
                        + " any name");
    }

    private String at(String store, String reason) {
        return store + " " + config.getString(store) + ": " + reason;
    }

    /** As a client does it before it connects. */
    private Optional<String> engine() {
        try (SslFactory factory = new SslFactory(ConnectionMode.CLIENT)) {
            factory.configure(config.values());
            factory.createSslEngine("localhost", 1).closeOutbound();
            return empty(factory.sslEngineFactory().truststore());
        } catch (KafkaException e) {
            return Optional.of(STORES.stream()
                    .filter(name -> names(e, config.getString(name)))
                    .findFirst()
                    .map(name -> at(name, unreadable(e)))
                    .orElseGet(() -> "ssl.protocol and the other TLS options: " + FrameworkReason.of(e)));
        } catch (IllegalArgumentException e) {
            return Optional.of("ssl.enabled.protocols or ssl.cipher.suites: " + FrameworkReason.of(e));
        } catch (KeyStoreException e) {
            return Optional.of(FrameworkReason.of(e));
        }
    }

    private static boolean names(KafkaException failure, String store) {
        return store != null
                && Causes.of(failure)
                        .map(Throwable::getMessage)
                        .anyMatch(message -> message != null && message.contains(store));
    }

    /** Below the message on a wrong password is one about its cryptography. */
    private static String unreadable(KafkaException failure) {
        return Causes.find(failure, IOException.class).map(FileReason::of).orElseGet(() -> Causes.innermost(failure)
                .getMessage());
    }

    /** Without its password, Java opens a store, and leaves out what is encrypted. */
    private Optional<String> empty(KeyStore trusted) throws KeyStoreException {
        return trusted == null || trusted.size() > 0
                ? Optional.empty()
                : Optional.of(at(
                        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                        "no certificate can be read in it; set ssl.truststore.password"));
    }
}
