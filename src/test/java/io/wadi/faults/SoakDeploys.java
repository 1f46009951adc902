package io.wadi.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Writes, breaks, repairs and deletes route files in the folders of two workers. */
final class SoakDeploys {

    /** A worker that was killed with the broker starts only when the broker is back. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String SINK = "sink.camel.yaml";
    private static final String FLOWS = "flows.camel.yaml";
    private static final String HOSTILE = "hostile.camel.yaml";

    private static final String MARKER = """
            - route:
                id: soak-marker
                description: Says once that it was deployed.
                from:
                  uri: timer:soak-marker
                  parameters: {repeatCount: "1"}
                  steps:
                    - log: {message: "the soak's marker", loggingLevel: WARN}
            """;

    private final Path sinkFolder;
    private final SoakWorker sink;
    private final SoakWorker other;
    private final Random random;
    private final Map<String, Step> steps = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /**
     * Deploys a sink at once.
     *
     * @param sinkFolder where the sink writes
     * @param sink the worker that runs it
     * @param other the worker whose shipped routes are replaced and given back
     */
    SoakDeploys(Path sinkFolder, SoakWorker sink, SoakWorker other, long seed) throws IOException {
        this.sinkFolder = sinkFolder;
        this.sink = sink;
        this.other = other;
        random = new Random(seed);
        fillSteps();
        write(sink, SINK, sinkText());
    }

    private interface Step {
        void take() throws IOException;
    }

    private void fillSteps() {
        steps.put("sink edited", () -> write(sink, SINK, sinkText()));
        steps.put("sink broken", () -> write(sink, SINK, sinkText().replace("pollTimeoutMs", "pollTimeoutSeconds")));
        steps.put("sink deleted", () -> Files.deleteIfExists(sink.routes().resolve(SINK)));
        steps.put("store-flows replaced", () -> write(other, FLOWS, flows("" + (500 + random.nextInt(20_000)))));
        steps.put("store-flows broken", () -> write(other, FLOWS, flows("{{wadi.no.such.setting}}")));
        steps.put(
                "store-flows given back",
                () -> Files.deleteIfExists(other.routes().resolve(FLOWS)));
        steps.put("hostile file", () -> write(random.nextBoolean() ? sink : other, HOSTILE, hostile()));
        steps.put("hostile file deleted", this::deleteHostile);
    }

    /** Does one thing at random, and answers what. */
    String step() throws IOException {
        List<String> names = List.copyOf(steps.keySet());
        String name = names.get(random.nextInt(names.size()));
        steps.get(name).take();
        counts.merge(name, 1, Integer::sum);
        return name;
    }

    /** How often each thing was done. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** Leaves the sink alone in place, and waits until both workers have shown that they still deploy. */
    void end() throws IOException {
        deleteHostile();
        Files.deleteIfExists(other.routes().resolve(FLOWS));
        write(sink, SINK, sinkText());
        for (SoakWorker worker : List.of(sink, other)) {
            write(worker, "marker.camel.yaml", MARKER);
            await().atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(500))
                    .alias(worker.name() + " deploys no more")
                    .until(() -> Files.readString(worker.log()).contains("the soak's marker"));
        }
    }

    private void deleteHostile() throws IOException {
        Files.deleteIfExists(sink.routes().resolve(HOSTILE));
        Files.deleteIfExists(other.routes().resolve(HOSTILE));
    }

    private String sinkText() throws IOException {
        return Files.readString(Path.of("routes.d/examples/json-lines/sink-json-lines.camel.yaml"))
                .replace("directoryName: sinks/json-lines", "directoryName: \"" + sinkFolder + "\"")
                .replace("batchingIntervalMs: 1000", "batchingIntervalMs: " + (200 + random.nextInt(2_000)));
    }

    private static String flows(String batch) throws IOException {
        return Files.readString(Path.of("src/main/resources/routes/store-flows.camel.yaml"))
                .replace("{{wadi.store-flows.batch-packets}}", batch);
    }

    /** What a parser without bounds answers with StackOverflowError or OutOfMemoryError, or never. */
    private String hostile() {
        int depth = 1_000 << random.nextInt(8);
        return switch (random.nextInt(4)) {
            case 0 -> "- route: {id: a, from: " + "[".repeat(depth) + "]".repeat(depth) + "}\n";
            case 1 -> "- route: {id: a, from: " + "{a: ".repeat(depth) + "b" + "}".repeat(depth) + "}\n";
            case 2 -> "- ".repeat(depth) + "route\n";
            default -> "\0\u0001- route: &a [*a, *a]\n";
        };
    }

    private static void write(SoakWorker worker, String file, String text) throws IOException {
        Files.writeString(worker.routes().resolve(file), text);
    }
}
