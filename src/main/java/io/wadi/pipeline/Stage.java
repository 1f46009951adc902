package io.wadi.pipeline;

import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.TableStore;
import io.wadi.settings.WebSettings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of the pipeline that a process can run alone: shipped routes and the beans that they use. */
public enum Stage {
    CAPTURE("capture", false, "capture"),
    COLLECT("collect", false, "collect", "exporter-minutes"),
    STORE_TRAFFIC(
            "store-traffic", true, "store-traffic", "dead-letters", "dead-letter-errors", "partitions", "retention"),
    STORE_FLOWS(
            "store-flows",
            true,
            "store-flows",
            "dead-letters",
            "dead-letter-errors",
            "partitions",
            "retention",
            "fold",
            "details"),
    STORE_LAKE("store-lake", true, "store-lake", "dead-letters", "dead-letter-errors", "lake-upkeep"),
    DETECT("detect", true, "detect", "detect-rounds"),
    API(
            "api",
            true,
            "api",
            "api-json",
            "api-query",
            "api-queries",
            "api-explore",
            "api-views",
            "api-capture",
            "api-acknowledge",
            "api-openapi");

    private final String id;
    private final boolean needsDatabase;
    private final List<String> files;

    Stage(String id, boolean needsDatabase, String... files) {
        this.id = id;
        this.needsDatabase = needsDatabase;
        this.files = List.of(files);
    }

    /** Its name for {@code --only}. */
    public String id() {
        return id;
    }

    /** Its consumer groups with the topic that each reads; empty for a stage that does not store. */
    public Map<String, String> consumers(Settings settings) {
        String packets = settings.get(KafkaSettings.TOPIC);
        if (this == STORE_FLOWS && CaptureAt.storesFlows(settings)) {
            return Map.of(
                    TableStore.FLOWS.consumer(),
                    packets,
                    TableStore.FLOW_MESSAGES.consumer(),
                    settings.get(KafkaSettings.FLOWS_TOPIC));
        }
        if (this == STORE_LAKE && CaptureAt.storesFlows(settings)) {
            return Map.of("wadi-store-lake", packets, "wadi-store-lake-flows", settings.get(KafkaSettings.FLOWS_TOPIC));
        }
        return stores() ? Map.of("wadi-" + id, packets) : Map.of();
    }

    /** Whether it uses Kafka. */
    public boolean needsKafka() {
        return this != API;
    }

    /** Whether it uses the database. */
    public boolean needsDatabase() {
        return needsDatabase;
    }

    /** Whether it reads packets or flows from Kafka and stores them. */
    public boolean stores() {
        return this == STORE_TRAFFIC || this == STORE_FLOWS || this == STORE_LAKE;
    }

    /** Whether the settings switch it on. */
    boolean isEnabled(Settings settings) {
        return switch (this) {
            case COLLECT -> settings.get(NetflowSettings.ENABLED);
            case STORE_LAKE -> settings.get(LakeSettings.ENABLED);
            case API -> settings.get(WebSettings.ENABLED);
            default -> true;
        };
    }

    /** Ids of the shipped routes that do not run with these settings if all stages do. */
    public static Set<String> absentRoutes(Settings settings) {
        Set<Stage> running = Arrays.stream(values())
                .filter(stage -> stage.isEnabled(settings))
                .collect(Collectors.toSet());
        return new StageRoutes(running, settings).shipped().elsewhere();
    }

    /** Names of its route files, without folder and extension. The first is also the id of its route, if it has one. */
    List<String> files(Settings settings) {
        if (this == CAPTURE && settings.get(CaptureSettings.AT) == CaptureAt.FLOWS) {
            return List.of("capture-flows");
        }
        if (!CaptureAt.storesFlows(settings)) {
            return files;
        }
        if (this == STORE_LAKE) {
            return Stream.concat(files.stream(), Stream.of("store-lake-flows")).toList();
        }
        if (this != STORE_FLOWS) {
            return files;
        }
        return Stream.of(
                        files,
                        List.of("store-flow-messages"),
                        settings.get(NetflowSettings.ENABLED)
                                ? List.of("store-exporter-minutes", "exporter-minutes-errors")
                                : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    /** Its routes for all settings. */
    List<String> routes() {
        return switch (this) {
            case CAPTURE -> List.of("capture", "capture-flows");
            case COLLECT -> List.of("collect", "exporter-minutes");
            case STORE_FLOWS -> List.of("store-flows", "store-flow-messages", "store-exporter-minutes");
            case STORE_LAKE -> List.of("store-lake", "store-lake-flows");
            default -> List.of(id);
        };
    }

    /** Names of the route files of all stages, for all settings; some of them hold no route. */
    public static List<String> routeFiles() {
        return Arrays.stream(values())
                .flatMap(stage -> Stream.concat(stage.files.stream(), stage.routes().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** All stages. */
    public static Set<Stage> all() {
        return EnumSet.allOf(Stage.class);
    }

    /**
     * The stages with these ids.
     *
     * @throws IllegalArgumentException with the unknown id and all known ones
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
