package io.wadi.faults;

import io.wadi.settings.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Wadi processes of a soak, and the sources of its load. */
final class SoakStage implements AutoCloseable {

    private static final String STORES = "store-traffic,store-flows,detect";

    private final SoakPlace place;
    private final SoakWorker steady;
    private final SoakWorker victim;
    private final List<SoakWorker> probes = new ArrayList<>();
    private final Optional<LiveLink> link;
    private final SoakDeploys deploys;
    private final FileLoad load;
    private final List<Poison> poisons;
    private LiveLoad live;

    SoakStage(SoakPlace place, SoakOptions options, Path sink) throws Exception {
        this.place = place;
        steady = new SoakWorker(place, "steady", List.of("run", "--at", "flows", "--only", STORES + ",api"));
        victim = new SoakWorker(place, "victim", List.of("run", "--at", "flows", "--only", STORES));
        link = LiveLink.open();
        for (String at : List.of("packets", "flows")) {
            if (link.isPresent()) {
                probes.add(new SoakWorker(
                        place, "probe-" + at, probe(at, link.get().name())));
            }
        }
        deploys = new SoakDeploys(sink, victim, steady, options.seed());
        load = new FileLoad(place, options.seed(), options.filePackets());
        String brokers = place.settings().text(KafkaSettings.BROKERS);
        poisons = List.of(
                new Poison(brokers, place.settings().get(KafkaSettings.TOPIC)),
                new Poison(brokers, place.settings().get(KafkaSettings.FLOWS_TOPIC)));
    }

    private static List<String> probe(String at, String networkInterface) {
        return List.of(
                "run",
                "--only",
                "capture",
                "--at",
                at,
                "--interface",
                networkInterface,
                "--set",
                "wadi.capture.filter=" + LiveLoad.FILTER);
    }

    /** Starts all of it; load only when the probes capture, so that what is sent can be held against what they took. */
    void start(SoakOptions options) throws Exception {
        for (SoakWorker worker : workers()) {
            worker.start();
        }
        for (SoakWorker worker : workers()) {
            SoakChecks.awaitUp(worker);
        }
        if (link.isPresent()) {
            live = new LiveLoad(link.get(), options.livePacketsPerSecond(), options.seed(), place.log("live-load"));
        } else {
            place.say("no live load: this user is not root");
        }
        load.start();
    }

    /** Those that are never killed have to live; the others are started again, as a service manager does. */
    void checkAlive() throws IOException {
        for (SoakWorker worker : survivors()) {
            if (!worker.isAlive()) {
                throw new AssertionError(worker.name() + " ended by itself, see " + worker.log());
            }
        }
        if (!victim.isAlive()) {
            victim.start();
        }
    }

    /** Stops the load, and answers how many datagrams were sent. */
    long stopLoad() throws Exception {
        load.stop();
        return live == null ? 0 : live.stop();
    }

    List<SoakWorker> survivors() {
        return Stream.concat(Stream.of(steady), probes.stream()).toList();
    }

    List<SoakWorker> workers() {
        return Stream.concat(survivors().stream(), Stream.of(victim)).toList();
    }

    List<FakeClock> clocks() {
        return Stream.concat(workers().stream().map(SoakWorker::clock), Stream.of(load.clock()))
                .flatMap(Optional::stream)
                .toList();
    }

    SoakWorker steady() {
        return steady;
    }

    SoakWorker victim() {
        return victim;
    }

    List<SoakWorker> probes() {
        return probes;
    }

    Optional<LiveLink> link() {
        return link;
    }

    SoakDeploys deploys() {
        return deploys;
    }

    FileLoad load() {
        return load;
    }

    /** Of topic {@code packets}, and of topic {@code flows}. */
    List<Poison> poisons() {
        return poisons;
    }

    @Override
    public void close() throws Exception {
        load.close();
        if (live != null) {
            live.close();
        }
        for (SoakWorker worker : workers()) {
            worker.close();
        }
        poisons.forEach(Poison::close);
        if (link.isPresent()) {
            link.get().close();
        }
    }
}
