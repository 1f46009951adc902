package io.wadi.faults;

import io.wadi.sample.SampleCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Runs one Wadi process per capture file, with random size, date, command and end. */
final class FileLoad implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final List<String> INGEST = List.of("ingest");
    private static final List<String> PUBLISH = List.of("ingest", "--only", "capture");
    private static final List<String> PROBE = List.of("run", "--only", "capture");
    private static final List<Duration> SHIFTS = List.of(
            Duration.ofMinutes(-10),
            Duration.ofHours(-1),
            Duration.ofHours(-30),
            Duration.ofDays(-5),
            Duration.ofHours(20),
            Duration.ofDays(3),
            Duration.ofDays(9_000));

    private final SoakPlace place;
    private final Random random;
    private final int mostPackets;
    private final Optional<FakeClock> clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "file load");
    private int number;
    private volatile JavaProcess current;

    FileLoad(SoakPlace place, long seed, int mostPackets) throws IOException {
        this.place = place;
        this.mostPackets = mostPackets;
        random = new Random(seed);
        clock = FakeClock.create(place.folder().resolve("file-load.clock"));
    }

    void start() {
        thread.start();
    }

    Optional<FakeClock> clock() {
        return clock;
    }

    /** SIGKILL of the process that runs now, if one does. */
    boolean kill() throws InterruptedException {
        JavaProcess victim = current;
        if (victim == null) {
            return false;
        }
        victim.kill();
        return true;
    }

    /** Lets the capture that is under way end, and takes no other. */
    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(LONGEST.toMillis());
    }

    /** How many processes ended how. */
    synchronized Map<String, Integer> outcomes() {
        return new TreeMap<>(outcomes);
    }

    /** What went wrong that should not have. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                one();
            }
        } catch (IOException e) {
            fail("file load ended: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void one() throws IOException, InterruptedException {
        List<String> kind = List.of(INGEST, PUBLISH, PROBE).get(random.nextInt(3));
        Path capture = place.folder().resolve("capture-" + number + ".pcap");
        Path log = place.log("load-" + number);
        number++;
        // What ingest counts in the tables must still be there when it counts.
        write(capture, kind != INGEST && random.nextInt(4) == 0 ? old() : recent());
        List<String> command = new ArrayList<>(kind);
        command.addAll(List.of("--at", random.nextBoolean() ? "packets" : "flows"));
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(source(kind, capture));
        JavaProcess process = place.launch(arguments, clock, log);
        process.start();
        current = process;
        String ended = kind == PROBE ? endProbe(process) : end(process, LONGEST);
        current = null;
        count(String.join(" ", command) + ": " + ended, log);
        Files.delete(capture);
    }

    private List<String> source(List<String> kind, Path capture) {
        if (kind != PROBE) {
            return List.of(capture.toString());
        }
        String pace = "wadi.capture.pace=" + (500 + random.nextInt(2_000));
        return List.of("--set", "wadi.http.enabled=false", "--source", "pcap:file:" + capture, "--set", pace);
    }

    private Instant recent() {
        return Instant.now().plus(SHIFTS.get(random.nextInt(SHIFTS.size())));
    }

    /** Older than retention keeps, by a margin. */
    private Instant old() {
        return Instant.now().minus(SoakPlace.RETENTION_DAYS + 5L + random.nextInt(400), ChronoUnit.DAYS);
    }

    private void write(Path capture, Instant start) throws IOException {
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(mostPackets / 10 + random.nextInt(mostPackets), random.nextInt(1_000), start).write(out);
        }
    }

    /** A probe goes on when its file has ended. It is stopped at a random moment. */
    private String endProbe(JavaProcess process) throws InterruptedException {
        if (!process.waitFor(Duration.ofSeconds(8 + random.nextInt(15)))) {
            process.terminate();
        }
        return end(process, LONGEST_STOP);
    }

    private static String end(JavaProcess process, Duration atMost) throws InterruptedException {
        return process.waitFor(atMost) ? "exit " + process.exitValue() : "did not end";
    }

    private synchronized void count(String outcome, Path log) throws IOException {
        String text = Files.readString(log);
        String detail = outcome;
        if (outcome.endsWith("exit 1")) {
            detail = outcome + (text.contains("THE COUNTS") ? " (counts)" : " (a server was away)");
        }
        outcomes.merge(detail, 1, Integer::sum);
        boolean killed = outcome.endsWith("exit 137");
        boolean refused = detail.endsWith("(a server was away)") && saysWhich(text);
        boolean whole = outcome.endsWith("exit 0")
                && (outcome.startsWith("run") || text.contains("every packet is accounted for"));
        // A probe is told to stop at any moment: before it says anything, while it still waits for a server, or while
        // the
        // broker is away that its packets are for.
        boolean stopped = outcome.endsWith("exit 143")
                && (text.isEmpty()
                        || text.contains("wadi: stopped during the start")
                        || text.contains("wadi: stopped after a timeout"));
        if (!killed && !refused && !whole && !stopped) {
            fail(detail + ", see " + log);
        } else if (whole) {
            Files.delete(log);
        }
    }

    /** A start while a server is away ends with a sentence that names it. */
    private static boolean saysWhich(String text) {
        return text.contains("wadi: ") && (text.contains("Kafka") || text.contains("database"));
    }

    private synchronized void fail(String what) {
        failures.add(what);
        place.say("FAILURE: %s", what);
    }

    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        kill();
    }
}
