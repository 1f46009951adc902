package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MQTT example with a broker that is down for a time, and with one that accepts small messages only. */
class MqttSinkIT {

    private static final String TOPIC = "wadi/packets";
    private static final int PACKETS = 600;
    private static final int FEW = 300;

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
    }

    private void startBroker(String... options) throws Exception {
        broker = new Mosquitto(folder.resolve("mosquitto"), options);
        broker.start();
        broker.subscribe(TOPIC);
    }

    @AfterEach
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
            broker.close();
            kafka.close();
        }
    }

    private static List<String> packets(int first) {
        return IntStream.range(first, first + PACKETS)
                .mapToObj(size -> new String(SinkRig.packet(size), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void everyPacketIsAMessageWhateverBecomesOfTheBroker() throws Exception {
        startBroker();
        rig.publish(0, PACKETS);
        rig.deploy("mqtt", Map.of("tcp://localhost:1883", broker.address()));
        rig.awaitCommitted("sink-mqtt", PACKETS);
        List<String> packets = packets(0);
        assertThat(broker.receive(TOPIC, packets)).containsExactlyInAnyOrderElementsOf(packets);

        broker.stop();
        rig.publish(PACKETS, PACKETS);
        broker.start();
        rig.awaitCommitted("sink-mqtt", 2 * PACKETS);
        broker.receive(TOPIC, packets(PACKETS));
    }

    /** At the beginning, side by side and at the end; the last one alone in its batch. */
    @Test
    void messagesThatAreTooLargeForTheBrokerAreLeftOut() throws Exception {
        startBroker("max_packet_size 2000");
        MeterRegistry meters = new SimpleMeterRegistry();
        rig.bind("metrics", meters);
        Set<Integer> large = Set.of(0, 99, 102, FEW - 1);
        rig.publish(0, FEW, number -> large.contains(number) ? large(number) : SinkRig.packet(number));
        rig.deploy("mqtt", Map.of("tcp://localhost:1883", broker.address()));
        rig.awaitCommitted("sink-mqtt", FEW);
        assertThat(LeftOut.refused(meters, "sink-mqtt").count()).isEqualTo(large.size());
        rig.publish(FEW, 1, MqttSinkIT::large);
        rig.awaitCommitted("sink-mqtt", FEW + 1);
        assertThat(LeftOut.refused(meters, "sink-mqtt").count()).isEqualTo(large.size() + 1);
        List<String> others = IntStream.range(0, FEW)
                .filter(number -> !large.contains(number))
                .mapToObj(size -> new String(SinkRig.packet(size), StandardCharsets.UTF_8))
                .toList();
        assertThat(broker.receive(TOPIC, others)).containsExactlyInAnyOrderElementsOf(others);
    }

    private static byte[] large(int size) {
        return ("{\"size\":" + size + ",\"name\":\"" + "x".repeat(5_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
