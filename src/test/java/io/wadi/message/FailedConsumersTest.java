package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A truststore that is missing when a route starts, and not when its file was checked. */
class FailedConsumersTest {

    @TempDir
    private Path folder;

    private static final String SENTENCE =
            "mine.camel.yaml:4: route mine: Kafka's consumer cannot be created, and is tried again:"
                    + " ssl.truststore.location /none/t.p12: the file or folder does not exist";

    @Test
    void namesFileAndRouteInLogAndHealth() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.camel.yaml"), route("mine", 9));
        try (CamelContext camel = new DefaultCamelContext();
                LogLines log = new LogLines(FailedConsumers.class.getName())) {
            start(camel, file);
            await().atMost(Duration.ofSeconds(60)).until(() -> !log.lines().isEmpty());
            assertThat(log.lines().get(0)).isEqualTo(SENTENCE);
            HealthCheck health =
                    HealthCheckRegistry.get(camel).getCheck("kafka-consumers").orElseThrow();
            assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health.call().getMessage()).contains(SENTENCE);
            camel.getRouteController().stopRoute("mine");
            assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
            camel.getRouteController().startRoute("mine");
            await().atMost(Duration.ofSeconds(60)).until(() -> health.call().getState() == HealthCheck.State.DOWN);
            camel.getRouteController().stopRoute("mine");
            camel.removeRoute("mine");
            assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
        }
    }

    /** Both routes have the same options but the brokers. */
    @Test
    void namesOnlyTheRouteOfTheseBrokers() throws Exception {
        Path file = Files.writeString(folder.resolve("two.camel.yaml"), route("one", 9) + route("two", 10));
        try (CamelContext camel = new DefaultCamelContext();
                LogLines log = new LogLines(FailedConsumers.class.getName())) {
            start(camel, file);
            await().atMost(Duration.ofSeconds(60)).until(() -> log.lines().size() >= 2);
            assertThat(log.lines())
                    .noneMatch(line -> line.contains("route one") && line.contains("route two"))
                    .anyMatch(line -> line.contains("route one"))
                    .anyMatch(line -> line.contains("route two"));
            assertThat(HealthCheckRegistry.get(camel)
                            .getCheck("kafka-consumers")
                            .orElseThrow()
                            .call()
                            .getMessage()
                            .orElseThrow()
                            .lines())
                    .as("a line each, since the mask of secrets may hide the rest of a line")
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("two.camel.yaml:"));
        }
    }

    private static String route(String id, int port) {
        return """
                - route:
                    id: %s
                    from:
                      uri: kafka:packets?brokers=127.0.0.1:%d&groupId=g&securityProtocol=SSL&sslTruststoreLocation=/none/t.p12
                      steps:
                        - log: x
                """.formatted(id, port);
    }

    private static void start(CamelContext camel, Path file) throws Exception {
        camel.setSourceLocationEnabled(true);
        BoundedClients clients = new BoundedClients();
        clients.setCamelContext(camel);
        KafkaComponent kafka = camel.getComponent("kafka", KafkaComponent.class);
        kafka.setKafkaClientFactory(clients);
        kafka.setCreateConsumerBackoffMaxAttempts(10);
        kafka.setCreateConsumerBackoffInterval(200);
        camel.start();
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
    }
}
