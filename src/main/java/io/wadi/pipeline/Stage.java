package io.wadi.pipeline;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the pipeline that a process may run alone: one shipped route, by its id, and what it needs. */
public enum Stage {
    CAPTURE("capture", true, false),
    STORE_TRAFFIC("store-traffic", true, true),
    STORE_FLOWS("store-flows", true, true);

    private final String id;
    private final boolean needsKafka;
    private final boolean needsDatabase;

    Stage(String id, boolean needsKafka, boolean needsDatabase) {
        this.id = id;
        this.needsKafka = needsKafka;
        this.needsDatabase = needsDatabase;
    }

    /** The id of its route, and the name of the route's file. */
    public String id() {
        return id;
    }

    /** Whether it talks to Kafka. */
    public boolean needsKafka() {
        return needsKafka;
    }

    /** Whether it talks to the database. */
    public boolean needsDatabase() {
        return needsDatabase;
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
                    .orElseThrow(() -> new IllegalArgumentException("There is no stage " + wanted + "; there are "
                            + Arrays.stream(values()).map(Stage::id).collect(Collectors.joining(", ")))));
        }
        return stages;
    }
}
