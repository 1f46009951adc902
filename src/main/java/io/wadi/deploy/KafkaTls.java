package io.wadi.deploy;

import io.wadi.failure.Causes;
import io.wadi.failure.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.security.ssl.SslFactory;

/** Finds what is wrong with the TLS properties of a Kafka client that a connection is not needed for. */
final class KafkaTls {

    private static final List<String> STORES =
            List.of(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);

    private final AbstractConfig config;

    KafkaTls(AbstractConfig config) {
        this.config = config;
    }

    /** What is wrong, with the name of the property. */
    Optional<String> problem() {
        return STORES.stream()
                .filter(name -> config.getString(name) != null)
                .flatMap(name -> file(config.getString(name)).map(reason -> at(name, reason)).stream())
                .findFirst()
                .or(this::engine);
    }

    private String at(String store, String reason) {
        return store + " " + config.getString(store) + ": " + reason;
    }

    private static Optional<String> file(String location) {
        try {
            Path file = Path.of(location);
            if (Files.isDirectory(file)) {
                return Optional.of("this is a folder");
            }
            Files.newInputStream(file).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileReason.of(e));
        } catch (InvalidPathException e) {
            return Optional.of(e.getReason());
        }
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
