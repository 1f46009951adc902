package io.wadi.pipeline;

import io.wadi.deploy.ShippedRoutes;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shipped route files that stages need.
 *
 * @param stages the stages that run
 * @param settings decide between variants of a stage
 */
record StageRoutes(Set<Stage> stages, Settings settings) {

    /** Locations of the files, with those that all stages share. */
    List<String> files() {
        return Stream.concat(Stream.of("errors", "publishing"), stems())
                .distinct()
                .map(StageRoutes::file)
                .toList();
    }

    /** Locations of the files that one stage adds. */
    static List<String> of(Stage stage, Settings settings) {
        return stage.files(settings).stream().map(StageRoutes::file).toList();
    }

    /** The files, and the routes that run in other processes. */
    ShippedRoutes shipped() {
        Set<String> elsewhere = Stream.of(Stage.values())
                .flatMap(stage -> stage.routes().stream())
                .filter(route -> !stems().toList().contains(route))
                .collect(Collectors.toSet());
        return new ShippedRoutes(files(), elsewhere);
    }

    private Stream<String> stems() {
        return stages.stream().flatMap(stage -> stage.files(settings).stream());
    }

    private static String file(String stem) {
        return "classpath:routes/" + stem + ".camel.yaml";
    }
}
