package io.wadi.message;

import io.wadi.settings.KafkaSettings;
import io.wadi.settings.SettingException;
import io.wadi.settings.SettingFile;
import io.wadi.settings.Settings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The access to Kafka: the brokers, and the properties in the file of setting {@code wadi.kafka.client-properties}
 * (TLS, SASL).
 */
public final class KafkaAccess {

    private static final Pattern SECRET =
            Pattern.compile("password|key|secret|jaas|credential", Pattern.CASE_INSENSITIVE);
    private static final String PROTOCOL = "security.protocol";

    private final String brokers;
    private final List<InetSocketAddress> addresses;
    private final Optional<Path> file;
    private final Map<String, Object> further;

    private KafkaAccess(
            String brokers, List<InetSocketAddress> addresses, Optional<Path> file, Map<String, Object> further) {
        this.brokers = brokers;
        this.addresses = addresses;
        this.file = file;
        this.further = further;
    }

    /**
     * Reads the settings, and the properties file if they name one.
     *
     * @throws SettingException if the brokers are not a list of host:port, or the file is unreadable
     */
    public static KafkaAccess of(Settings settings) {
        Optional<Path> file = settings.get(KafkaSettings.CLIENT_PROPERTIES);
        return new KafkaAccess(
                settings.text(KafkaSettings.BROKERS),
                settings.get(KafkaSettings.BROKERS),
                file,
                file.map(KafkaAccess::read).orElse(Map.of()));
    }

    private static Map<String, Object> read(Path file) {
        Properties properties = new SettingFile("The file of " + KafkaSettings.CLIENT_PROPERTIES, file).properties();
        Map<String, Object> further = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> further.put(name, properties.getProperty(name)));
        return further;
    }

    /** The brokers as host:port, separated by commas. */
    public String brokers() {
        return brokers;
    }

    /** The addresses of the brokers, not resolved yet. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** The file with the TLS and SASL properties, for messages. */
    public String file() {
        return file.map(Path::toString).orElse("the file that " + KafkaSettings.CLIENT_PROPERTIES + " names");
    }

    /** Whether clients use TLS. */
    public boolean isEncrypted() {
        return String.valueOf(further.get(PROTOCOL)).endsWith("SSL");
    }

    /** Whether clients authenticate by SASL. */
    public boolean isAuthenticated() {
        return String.valueOf(further.get(PROTOCOL)).startsWith("SASL_");
    }

    /** Whether a text contains the value of a secret property. */
    public boolean hasSecretIn(String text) {
        return secrets().stream().anyMatch(value -> !value.isEmpty() && text.contains(value));
    }

    /** The values of secret properties, which are recognised by their names. */
    public List<String> secrets() {
        return further.entrySet().stream()
                .filter(property -> SECRET.matcher(property.getKey()).find())
                .map(property -> property.getValue().toString())
                .toList();
    }

    /** The properties of a client; contains secrets. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(further);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return properties;
    }

    /** In Camel's registry, it configures the component {@code kafka}, for shipped routes and sinks. */
    public ComponentCustomizer forRoutes() {
        return ComponentCustomizer.builder(KafkaComponent.class)
                .build(component ->
                        component.getConfiguration().getAdditionalProperties().putAll(further));
    }
}
