package io.wadi.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Component;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach Kafka: the brokers, and what else the file that setting {@code wadi.kafka.client-properties} names says
 * (TLS, SASL). In Camel's registry it sets up the component {@code kafka}, for shipped routes and sinks alike.
 */
public final class KafkaAccess implements ComponentCustomizer {

    private final String brokers;
    private final Map<String, Object> further;

    private KafkaAccess(String brokers, Map<String, Object> further) {
        this.brokers = brokers;
        this.further = further;
    }

    /**
     * Reads the settings, and the file if they name one.
     *
     * @throws SettingException when the file cannot be read
     */
    public static KafkaAccess of(Settings settings) {
        return new KafkaAccess(settings.get("wadi.kafka.brokers"), read(settings.get("wadi.kafka.client-properties")));
    }

    private static Map<String, Object> read(String file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new SettingFile("The file of wadi.kafka.client-properties", Path.of(file)).properties();
        Map<String, Object> further = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> further.put(name, properties.getProperty(name)));
        return further;
    }

    /** The brokers, host:port with commas between. */
    public String brokers() {
        return brokers;
    }

    /** What a client needs to reach them; holds secrets. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(further);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return properties;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof KafkaComponent;
    }

    @Override
    public void configure(String name, Component target) {
        ((KafkaComponent) target).getConfiguration().getAdditionalProperties().putAll(further);
    }
}
