package io.wadi.pipeline;

import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of the pipeline that a process can run alone: shipped routes and what they need. */
public enum Stage {
    CAPTURE("capture", false, "capture"),
    STORE_TRAFFIC("store-traffic", true, "store-traffic", "dead-letters", "dead-letter-errors", "retention"),
    STORE_FLOWS("store-flows", true, "store-flows", "dead-letters", "dead-letter-errors", "retention"),
    DETECT("detect", true, "detect", "detect-rounds"),
    API("api", true, "api", "api-json", "api-query", "api-queries", "api-capture", "api-acknowledge", "api-openapi");

    private final String id;
    private final boolean needsDatabase;
    private final List<String> files;

    Stage(String id, boolean needsDatabase, String... files) {
        this.id = id;
        this.needsDatabase = needsDatabase;
        this.files = List.of(files);
    }

    /** What {@code --only} calls it. */
    public String id() {
        return id;
    }

    /** Its consumer groups, and the topic that each reads; none for a stage that does not store. */
    public Map<String, String> consumers(Settings settings) {
        String packets = settings.get(KafkaSettings.TOPIC);
        if (this == STORE_FLOWS && settings.get(CaptureSettings.AT) == CaptureAt.FLOWS) {
            return Map.of(
                    "wadi-store-flows", packets, "wadi-store-flow-messages", settings.get(KafkaSettings.FLOWS_TOPIC));
        }
        return stores() ? Map.of("wadi-" + id, packets) : Map.of();
    }

    /** Whether it talks to Kafka. */
    public boolean needsKafka() {
        return this != API;
    }

    /** Whether it talks to the database. */
    public boolean needsDatabase() {
        return needsDatabase;
    }

    /** Whether it consumes packets and stores them. */
    public boolean stores() {
        return this == STORE_TRAFFIC || this == STORE_FLOWS;
    }

    /** Names of its route files, without folder and ending; the first is the id of its route, where it has one. */
    List<String> files(CaptureAt at) {
        if (at == CaptureAt.PACKETS) {
            return files;
        }
        return switch (this) {
            case CAPTURE -> List.of("capture-flows");
            case STORE_FLOWS ->
                Stream.concat(files.stream(), Stream.of("store-flow-messages")).toList();
            default -> files;
        };
    }

    /** The routes that it runs, whatever {@code wadi.capture.at} says. */
    List<String> routes() {
        return switch (this) {
            case CAPTURE -> List.of("capture", "capture-flows");
            case STORE_FLOWS -> List.of("store-flows", "store-flow-messages");
            default -> List.of(id);
        };
    }

    /** Every stage. */
    public static Set<Stage> all() {
        return EnumSet.allOf(Stage.class);
    }

    /**
     * The stages with these ids.
     *
     * @throws IllegalArgumentException naming the one that there is not, and those there are
     */
    public static Set<Stage> of(List<String> ids) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String wanted : ids) {
            stages.add(Arrays.stream(values())
                    .filter(stage -> stage.id.equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no stage " + wanted + "; valid are "
                            + Arrays.stream(values()).map(Stage::id).collect(Collectors.joining(", ")))));
        }
        return stages;
    }
}
