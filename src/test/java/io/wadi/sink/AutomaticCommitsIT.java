package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route of a user that leaves the commits to Kafka, and is replaced again and again under load. */
class AutomaticCommitsIT {

    private static final int SWAPS = 5;
    private static final int PACKETS_A_TENTH = 30;

    @TempDir
    private Path folder;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger published = new AtomicInteger();

    @AfterEach
    void endLoad() {
        load.shutdownNow();
    }

    /** Called by the route. */
    public void see(Exchange exchange) {
        seen.add(exchange.getMessage().getHeader(KafkaConstants.PARTITION) + "-"
                + exchange.getMessage().getHeader(KafkaConstants.OFFSET));
    }

    private static String route(int version) {
        return """
                - route:
                    id: own
                    description: Version %d.
                    from:
                      uri: kafka:{{wadi.topic}}
                      parameters: {groupId: own, autoOffsetReset: earliest}
                      steps: [{bean: {ref: seen, method: see}}]
                """.formatted(version);
    }

    @Test
    void aSwapLosesNothingAndRepeatsAtMostAPoll() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                SinkRig rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), "packets")) {
            rig.bind("seen", this);
            rig.write("own.camel.yaml", route(0));
            load.scheduleWithFixedDelay(
                    () -> rig.publish(published.getAndAdd(PACKETS_A_TENTH), PACKETS_A_TENTH),
                    0,
                    100,
                    TimeUnit.MILLISECONDS);
            for (int version = 1; version <= SWAPS; version++) {
                int before = seen.size();
                await().atMost(Duration.ofMinutes(1)).until(() -> seen.size() > before + 300);
                rig.write("own.camel.yaml", route(version));
            }
            load.shutdown();
            assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> seen.stream().distinct().count() >= published.get());
        }
        assertThat(seen.stream().distinct().count()).isEqualTo(published.get());
        // A stop may cut a poll short.
        assertThat(seen.size()).isLessThanOrEqualTo(published.get() + PACKETS_A_TENTH);
    }
}
