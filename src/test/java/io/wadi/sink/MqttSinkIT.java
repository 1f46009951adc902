package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MQTT example with a broker that is down for a time. */
class MqttSinkIT {

    private static final String TOPIC = "wadi/packets";
    private static final int PACKETS = 600;

    @TempDir
    private Path folder;

    private EmbeddedKafka kafka;
    private SinkRig rig;
    private Mosquitto broker;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "skipped: there is no mosquitto and mosquitto_sub");
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        rig = new SinkRig(kafka.brokers(), folder.resolve("routes.d"), "mqtt");
        broker = new Mosquitto(folder.resolve("mosquitto"));
        broker.start();
        broker.subscribe(TOPIC);
    }

    @AfterEach
    void stop() throws Exception {
        if (broker != null) {
            rig.close();
            broker.close();
            kafka.close();
        }
    }

    private static List<String> packets(int count) {
        return IntStream.range(0, count)
                .mapToObj(size -> new String(SinkRig.packet(size), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void everyPacketIsAMessageWhateverBecomesOfTheBroker() throws Exception {
        rig.publish(0, PACKETS);
        rig.deploy("mqtt", Map.of("tcp://localhost:1883", broker.address()));
        rig.awaitCommitted("sink-mqtt", PACKETS);
        assertThat(broker.receive(TOPIC, PACKETS)).containsExactlyInAnyOrderElementsOf(packets(PACKETS));

        broker.stop();
        rig.publish(PACKETS, PACKETS);
        broker.start();
        rig.awaitCommitted("sink-mqtt", 2 * PACKETS);
        assertThat(broker.receive(TOPIC, PACKETS))
                .containsAll(packets(2 * PACKETS).subList(PACKETS, 2 * PACKETS));
    }
}
