package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedKafka;
import io.wadi.faults.LogLines;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users' routes that read Kafka while their receiver refuses everything for a time. */
class ConsumersCheckIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicBoolean refusing = new AtomicBoolean(true);
    private EmbeddedKafka kafka;
    private ConsumersCheck check;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            admin.createTopics(List.of(new NewTopic("packets", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.brokers()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("packets", "{}")).get();
        }
        camel.getInflightRepository().setInflightBrowseEnabled(true);
        camel.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(kafka.brokers());
        check = new ConsumersCheck(camel, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        refusing.set(false);
        camel.stop();
        kafka.close();
    }

    private void run(String id, boolean retries) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (retries) {
                    onException(Exception.class).maximumRedeliveries(-1).redeliveryDelay(50);
                }
                from("kafka:packets?groupId=" + id + "&autoOffsetReset=earliest&autoCommitEnable=false"
                                + "&allowManualCommit=true&breakOnFirstError=true")
                        .routeId(id)
                        .process(exchange -> {
                            if (refusing.get()) {
                                throw new IllegalStateException("the receiver says no\nand more");
                            }
                        });
            }
        });
        camel.start();
    }

    private void awaitState(HealthCheck.State state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(check.call().getState()).isEqualTo(state));
    }

    @Test
    void aSinkThatRetriesForTooLongIsDownWithTheReason() throws Exception {
        run("sink-mine", true);
        awaitState(HealthCheck.State.DOWN);
        assertThat(check.call().getMessage()).hasValue("No progress for 1 s: sink-mine retries: the receiver says no");
        assertThat(check.isReadiness()).isFalse();
        refusing.set(false);
        awaitState(HealthCheck.State.UP);
    }

    /** Kafka's consumer waits for a broker without a word. */
    @Test
    void aRouteWhoseOwnBrokersAreAwayIsDown() throws Exception {
        refusing.set(false);
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:packets?groupId=other&brokers=127.0.0.1:" + port)
                        .routeId("other")
                        .log("x");
            }
        });
        try (LogLines lines = new LogLines(OtherBrokers.class.getName())) {
            run("sink-mine", false);
            await().atMost(SOON).untilAsserted(() -> {
                check.refreshBrokers();
                assertThat(check.call().getMessage())
                        .hasValue(
                                "No progress for 1 s: other: no broker of 127.0.0.1:" + port + " accepts connections");
            });
            assertThat(lines.lines())
                    .containsExactly("No broker of 127.0.0.1:" + port + " accepts connections, so other reads nothing");
        }
        try (ServerSocket back = new ServerSocket(port)) {
            check.refreshBrokers();
            assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        }
    }

    @Test
    void aSinkThatReadsTheSameMessageAgainAndAgainIsDown() throws Exception {
        run("sink-mine", false);
        awaitState(HealthCheck.State.DOWN);
        assertThat(check.call().getMessage()).hasValue("No progress for 1 s: sink-mine only fails; see the log");
        refusing.set(false);
        awaitState(HealthCheck.State.UP);
    }
}
