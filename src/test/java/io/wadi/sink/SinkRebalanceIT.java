package io.wadi.sink;

import static org.awaitility.Awaitility.await;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink that its group removes during a delivery, because it hangs or takes longer than the maximum poll interval. */
class SinkRebalanceIT {

    private static final int PACKETS = 30;

    @TempDir
    private Path folder;

    @Test
    void joinsAgainAndGoesOn() throws Exception {
        Path sinks = folder.resolve("sinks");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                SinkRig rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), "packets");
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            rig.publish(0, PACKETS);
            String commit = "        - bean: {id: json-lines-commit";
            rig.deploy(
                    "json-lines",
                    Map.of(
                            "sinks/json-lines",
                            sinks.toString(),
                            commit,
                            "        - delay: {constant: \"5000\", asyncDelayed: \"false\"}\n" + commit));
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(sinks));
            admin.removeMembersFromConsumerGroup("sink-json-lines", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            rig.awaitCommitted("sink-json-lines", PACKETS);
        }
    }
}
