package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.Pipeline;
import io.wadi.settings.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills store processes, the database and the broker at random while packets and poison messages arrive, and compares
 * the tables with the topic at the end. The log has the seed. {@code wadi.crash.seed}, {@code wadi.crash.packets},
 * {@code wadi.crash.workers}, {@code wadi.crash.kills}, {@code wadi.crash.database-kills} and {@code
 * wadi.crash.broker-kills} select other and longer runs. Packets are in JSON if the seed is even, and several in a message in
 * Protobuf if it is odd; {@code wadi.crash.format} selects one.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int PARTITIONS = 6;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("wadi.crash.seed", System.nanoTime() & 0xffff);
    private final int packets = Integer.getInteger("wadi.crash.packets", 80_000);
    private final int workers = Integer.getInteger("wadi.crash.workers", 2);
    private final int kills = Integer.getInteger("wadi.crash.kills", 4);
    private final int databaseKills = Integer.getInteger("wadi.crash.database-kills", 1);
    private final int brokerKills = Integer.getInteger("wadi.crash.broker-kills", 1);
    private final String format = System.getProperty("wadi.crash.format", seed % 2 == 0 ? "json" : "protobuf");
    private final Random random = new Random(seed);

    @Test
    void tablesHoldTheTopicExactlyWhateverWasKilled() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.settings().set(KafkaSettings.MESSAGE_FORMAT, format);
            try (Pipeline capture = rig.capture(packets, seed, pace());
                    Poison poison = new Poison(rig.brokers(), rig.settings().get(KafkaSettings.TOPIC))) {
                long decoded = storm(rig, capture, poison, kills);
                rig.awaitStored(decoded, LONGEST);
                rig.assertSame(decoded);
                assertDead(rig, poison, "wadi-store-traffic", "wadi-store-flows");
            }
        }
    }

    @Test
    void soTheyDoWhenPacketsAreAddedUpBeforeKafka() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.settings().set("wadi.capture.at", "flows");
            try (Pipeline capture = rig.capture(packets / 2, seed, pace());
                    Poison poison = new Poison(rig.brokers(), rig.settings().get(KafkaSettings.FLOWS_TOPIC))) {
                long decoded = storm(rig, capture, poison, kills / 2);
                rig.awaitFlows(decoded, LONGEST);
                rig.assertSameFlows(decoded);
                assertDead(rig, poison, "wadi-store-flow-messages");
            }
        }
    }

    /** What a probe had not published is lost with it, so that the topic alone says what must be stored. */
    @Test
    void soTheyDoWhenProbesAreKilled() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.settings().set("wadi.capture.at", "flows");
            List<JavaProcess> probes = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                rig.startWorker();
                probes.add(startProbe(rig));
            }
            rig.awaitFlows(1, LONGEST);
            for (int i = 0; i < kills / 2; i++) {
                pause();
                killWorker(rig);
            }
            for (JavaProcess probe : probes) {
                probe.close();
            }
            rig.workers().removeAll(probes);
            String topic = rig.settings().get(KafkaSettings.FLOWS_TOPIC);
            long published = Comparison.ofFlowsTopic(rig.brokers(), topic).count();
            rig.awaitFlows(published, LONGEST);
            rig.assertSameFlows(published);
        }
    }

    private JavaProcess startProbe(Rig rig) throws Exception {
        return rig.startWorker(
                List.of("run", "--only", "capture"),
                "wadi.source=pcap:file:" + rig.sample(packets / 10, seed),
                "wadi.capture.repeat=0",
                "wadi.capture.pace=" + pace());
    }

    private int pace() {
        return packets / (4 * (kills + databaseKills + brokerKills));
    }

    /** Kills one thing after the other while the capture runs, and answers how many packets it took. */
    private long storm(Rig rig, Pipeline capture, Poison poison, int workerKills) throws Exception {
        LOG.info(
                "seed {}, packets in {}: {} workers; kills: {} workers, {} database, {} broker",
                seed,
                format,
                workers,
                workerKills,
                databaseKills,
                brokerKills);
        capture.start();
        for (int i = 0; i < workers; i++) {
            rig.startWorker();
        }
        for (int i = 0; i < Poison.MESSAGES.size(); i++) {
            poison.publish(i, i % PARTITIONS);
        }
        for (Callable<Void> kill : kills(rig, workerKills)) {
            pause();
            rig.reviveWorkers();
            poison.publish(random.nextInt(Poison.MESSAGES.size()), random.nextInt(PARTITIONS));
            kill.call();
        }
        capture.capture().finished().get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        return capture.capture().getDecoded();
    }

    private List<Callable<Void>> kills(Rig rig, int workerKills) {
        List<Callable<Void>> list = new ArrayList<>();
        for (int i = 0; i < workerKills; i++) {
            list.add(() -> killWorker(rig));
        }
        for (int i = 0; i < databaseKills; i++) {
            list.add(() -> killDatabase(rig));
        }
        for (int i = 0; i < brokerKills; i++) {
            list.add(() -> killBroker(rig));
        }
        Collections.shuffle(list, random);
        return list;
    }

    /** Not a wait for something to happen, but the random moment at which the next thing is killed. */
    private void pause() {
        long millis = 500 + random.nextInt(4_000);
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 5_000))
                .until(() -> true);
    }

    private Void killWorker(Rig rig) throws Exception {
        int victim = random.nextInt(rig.workers().size());
        LOG.info("killing worker {}", victim);
        rig.workers().get(victim).kill();
        rig.workers().get(victim).start();
        return null;
    }

    private static Void killDatabase(Rig rig) throws Exception {
        LOG.info("killing the database");
        rig.killDatabase();
        return null;
    }

    private static Void killBroker(Rig rig) throws Exception {
        LOG.info("killing the broker");
        rig.killBroker();
        return null;
    }

    /** The last message of a partition may be a poisonous one, whose batch is stored after the last packet's. */
    private static void assertDead(Rig rig, Poison poison, String... groups) throws Exception {
        for (String group : groups) {
            assertThat(rig.awaitDead(group, poison.count(), LONGEST)).as(group).isEqualTo(poison.count());
        }
        poison.assertDeadLetters(rig.settings().get(KafkaSettings.DEAD_TOPIC), Set.of(groups));
    }
}
