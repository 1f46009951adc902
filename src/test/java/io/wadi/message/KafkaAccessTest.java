package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"w\" password=\"p#1\";";

    @TempDir
    private Path folder;

    private final Settings settings = Settings.load();

    private KafkaAccess withFile() throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file,
                "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nssl.truststore.location=/etc/ca.pem\nsasl.jaas.config="
                        + JAAS + "\n");
        settings.set("wadi.kafka.client-properties", file.toString());
        return KafkaAccess.of(settings);
    }

    @Test
    void isTheBrokersAloneByDefault() {
        assertThat(KafkaAccess.of(settings).properties()).containsOnly(entry("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void hasWhatTheFileSays() throws IOException {
        assertThat(withFile().properties())
                .contains(entry("security.protocol", "SASL_SSL"), entry("sasl.jaas.config", JAAS));
    }

    /** Consumers and producers of every Kafka endpoint, whatever names with dots Camel makes of maps. */
    @Test
    void setsUpCamelsComponent() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("kafka-options", withFile().forRoutes());
            camel.start();
            camel.getComponent("kafka", KafkaComponent.class);
            KafkaConfiguration endpoint = camel.getEndpoint("kafka:packets?brokers=b:1", KafkaEndpoint.class)
                    .getConfiguration();
            for (Properties client :
                    new Properties[] {endpoint.createConsumerProperties(), endpoint.createProducerProperties()}) {
                assertThat(client)
                        .contains(
                                entry("security.protocol", "SASL_SSL"),
                                entry("ssl.truststore.location", "/etc/ca.pem"),
                                entry("sasl.jaas.config", JAAS));
            }
        }
    }

    @Test
    void namesAFileThatIsNotThere() {
        settings.set("wadi.kafka.client-properties", "no-such-file");
        assertThatThrownBy(() -> KafkaAccess.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("wadi.kafka.client-properties")
                .hasMessageContaining("no-such-file");
    }
}
