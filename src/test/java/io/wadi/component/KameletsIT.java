package io.wadi.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.KafkaAccess;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kamelets in {@code packaging/kamelets}, in an application that has nothing else of Wadi. */
class KameletsIT {

    private static final String MESSAGE = "{\"protocol\":\"DNS\",\"size\":60}";

    @ParameterizedTest
    @ValueSource(strings = {"wadi-packets-source", "wadi-flows-source", "wadi-alerts-source"})
    void readsItsTopic(String name) throws Exception {
        Settings settings = TestServers.settings();
        String topic = "of-" + name;
        publish(settings, topic);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getComponent("kamelet", KameletComponent.class).setLocation("file:packaging/kamelets");
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    fromF(
                                    "kamelet:%s?bootstrapServers=%s&topic=%s&groupId=%s&autoOffsetReset=earliest",
                                    name, settings.text(KafkaSettings.BROKERS), topic, topic)
                            .to("mock:sink");
                }
            });
            MockEndpoint sink = camel.getEndpoint("mock:sink", MockEndpoint.class);
            sink.expectedMessageCount(1);
            camel.start();
            sink.await(1, TimeUnit.MINUTES);
            assertThat(sink.getExchanges())
                    .extracting(exchange -> exchange.getMessage().getBody(String.class))
                    .containsExactly(MESSAGE);
        }
    }

    private static void publish(Settings settings, String topic) throws Exception {
        try (Admin admin = Admin.create(KafkaAccess.of(settings).properties())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAccess.of(settings).properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, MESSAGE.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
