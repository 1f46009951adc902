package io.wadi.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Causes one fault after the other, each kind equally often in the long run, in a random order and at random times. */
final class SoakFaults implements AutoCloseable {

    private static final int LONGEST_PAUSE_MILLIS = 6_000;
    private static final int LONGEST_AWAY_SECONDS = 20;
    private static final int LONGEST_HANG_SECONDS = 60;
    private static final int PARTITIONS = 6;
    private static final List<Duration> JUMPS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofHours(3),
            Duration.ofDays(2),
            Duration.ofDays(400),
            Duration.ofDays(6_000));

    private final SoakPlace place;
    private final Rig rig;
    private final SoakStage stage;
    private final Random random;
    private final CountDownLatch stop;
    private final Deque<Fault> deck = new ArrayDeque<>();
    private final Map<Fault, Integer> counts = new TreeMap<>();
    private final ScheduledExecutorService resuming = Executors.newSingleThreadScheduledExecutor();

    /** What is broken; how often among each other. */
    enum Fault {
        WORKER_KILL(2),
        WORKER_HANG(1),
        BROKER_KILL(1),
        BROKER_AWAY(1),
        DATABASE_KILL(1),
        DATABASE_AWAY(1),
        LOAD_KILL(2),
        DEPLOY(6),
        POISON(4),
        CLOCK(3);

        private final int weight;

        Fault(int weight) {
            this.weight = weight;
        }
    }

    SoakFaults(SoakPlace place, Rig rig, SoakStage stage, long seed, CountDownLatch stop) {
        this.stop = stop;
        this.place = place;
        this.rig = rig;
        this.stage = stage;
        random = new Random(seed);
    }

    /** Goes on until it is told to stop, and then lets everything run that was held. */
    void run() throws Exception {
        while (!stop.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
            stage.checkAlive();
            Fault fault = next();
            counts.merge(fault, 1, Integer::sum);
            place.say("%s%s", fault, strike(fault));
        }
        resuming.shutdown();
        resuming.awaitTermination(2 * LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
        for (FakeClock clock : stage.clocks()) {
            clock.set(Duration.ZERO);
        }
    }

    Map<Fault, Integer> counts() {
        return counts;
    }

    private Fault next() {
        if (deck.isEmpty()) {
            List<Fault> cards = new ArrayList<>();
            for (Fault fault : Fault.values()) {
                cards.addAll(Collections.nCopies(fault.weight, fault));
            }
            Collections.shuffle(cards, random);
            deck.addAll(cards);
        }
        return deck.remove();
    }

    private String strike(Fault fault) throws Exception {
        switch (fault) {
            case WORKER_KILL -> stage.victim().restart();
            case WORKER_HANG -> {
                return hang(random.nextBoolean() ? stage.victim() : stage.steady());
            }
            case BROKER_KILL -> rig.killBroker();
            case BROKER_AWAY -> brokerAway();
            case DATABASE_KILL -> rig.killDatabase();
            case DATABASE_AWAY -> databaseAway();
            case LOAD_KILL -> {
                return stage.load().kill() ? "" : ": none runs";
            }
            case DEPLOY -> {
                return ": " + stage.deploys().step();
            }
            case POISON ->
                stage.poisons().get(random.nextInt(2)).publish(random.nextInt(100), random.nextInt(PARTITIONS));
            case CLOCK -> {
                return jump();
            }
        }
        return "";
    }

    private void brokerAway() throws Exception {
        rig.stopBroker();
        away();
        rig.startBroker();
    }

    private void databaseAway() throws Exception {
        rig.stopDatabase();
        away();
        rig.startDatabase();
    }

    /** Not longer than the soak, which ends with everything back. */
    private void away() throws InterruptedException {
        stop.await(1 + random.nextInt(LONGEST_AWAY_SECONDS), TimeUnit.SECONDS);
    }

    private String hang(SoakWorker worker) throws Exception {
        if (worker.isHung()) {
            return ": it hangs already";
        }
        int seconds = 1 + random.nextInt(LONGEST_HANG_SECONDS);
        worker.hang();
        resuming.schedule(
                () -> {
                    worker.resume();
                    return null;
                },
                seconds,
                TimeUnit.SECONDS);
        return ": " + worker.name() + " for " + seconds + " s";
    }

    private String jump() throws IOException {
        List<FakeClock> clocks = stage.clocks();
        if (clocks.isEmpty()) {
            return ": no libfaketime here";
        }
        Duration jump = JUMPS.get(random.nextInt(JUMPS.size())).multipliedBy(random.nextBoolean() ? 1 : -1);
        Duration offset = random.nextInt(3) == 0 ? Duration.ZERO : jump;
        FakeClock clock = clocks.get(random.nextInt(clocks.size()));
        clock.set(offset);
        return ": " + clock + " to " + offset;
    }

    @Override
    public void close() {
        resuming.shutdownNow();
    }
}
