package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.message.Publishing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route with a real database and a mock instead of Kafka. */
class DetectRouteIT {

    private static final String HEADER = "-- title: T\n-- severity: low\n-- schedule: 1 minute\n";
    private static final String GOOD = "select 'x' as subject, 1 as score, '{\"a\": 1}' as evidence";
    private static final String SLOW = "select pg_sleep(600), 'x' as subject, 1 as score, '{}' as evidence";

    @TempDir
    private Path folder;

    private final DetectCounters counters = new DetectCounters();
    private Lab lab;
    private CamelContext camel;
    private MockEndpoint topic;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("broken.sql"), HEADER + "select nonsense");
        Files.writeString(folder.resolve("good.sql"), HEADER + GOOD);
        Files.writeString(folder.resolve("slow.sql"), HEADER + "-- timeout: 1 second\n" + SLOW);
        lab = new Lab();
        lab.empty();
        camel = new DefaultCamelContext();
        Properties settings = new Properties();
        settings.setProperty("wadi.topic.alerts", "alerts");
        settings.setProperty("wadi.detect.interval-millis", "50");
        camel.getPropertiesComponent().setInitialProperties(settings);
        bindBeans();
        ResourceLoader files = PluginHelper.getResourceLoader(camel);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        files.resolveResource("classpath:routes/detect-rounds.camel.yaml"),
                        files.resolveResource("classpath:routes/detect.camel.yaml"));
        AdviceWith.adviceWith(camel, "detect", route -> route.weaveById("publish-alert")
                .replace()
                .to("mock:topic"));
        topic = camel.getEndpoint("mock:topic", MockEndpoint.class);
    }

    private void bindBeans() {
        Detections detections = new Detections(folder);
        camel.getRegistry()
                .bind(
                        "detection-schedule",
                        new DetectionSchedule(
                                detections,
                                lab.source(),
                                now -> now,
                                Clock.systemUTC(),
                                Duration.ofDays(1),
                                new DetectCounters()));
        camel.getRegistry().bind("fold", lab.fold());
        camel.getRegistry().bind("detection-runner", lab.runner());
        camel.getRegistry().bind("alert-book", lab.book());
        camel.getRegistry().bind("publishing", new Publishing());
        camel.getRegistry().bind("detect-counters", counters);
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    @Test
    void publishesEachChangeOnceWhateverOtherDetectionsDo() throws Exception {
        camel.start();

        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> topic.getReceivedCounter() > 0);
        Exchange published = topic.getReceivedExchanges().get(0);
        JsonNode event = new ObjectMapper().readTree(published.getMessage().getBody(byte[].class));

        assertThat(event.get("change").asText()).isEqualTo("opened");
        assertThat(event.get("detection").asText()).isEqualTo("good");
        assertThat(event.get("evidence").get("a").asInt()).isEqualTo(1);
        assertThat(published.getMessage().getHeader("kafka.KEY"))
                .hasToString(event.get("alert").asText());
        assertThat(lab.runner().failing()).containsOnlyKeys("broken", "slow");
        Awaitility.await().until(() -> lab.book().pending().isEmpty());
        assertThat(topic.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void whatKafkaDoesNotTakeIsPublishedInTheNextRound() throws Exception {
        topic.whenExchangeReceived(1, exchange -> {
            throw new CamelExecutionException("Kafka is away", exchange);
        });
        camel.start();

        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> topic.getReceivedCounter() > 1);
        Awaitility.await().until(() -> lab.book().pending().isEmpty());
        List<String> bodies = topic.getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    @Test
    void whatKafkaWillNeverTakeIsCountedAndNotTriedForEver() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        counters.bindTo(meters);
        topic.whenAnyExchangeReceived(exchange -> {
            throw new RecordTooLargeException("larger than the topic allows");
        });
        camel.start();

        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> topic.getReceivedCounter() > 0);
        Awaitility.await().until(() -> lab.book().pending().isEmpty());
        assertThat(topic.getReceivedCounter()).isEqualTo(1);
        assertThat(meters.get("wadi.alerts.refused").counter().count()).isEqualTo(1);
    }
}
