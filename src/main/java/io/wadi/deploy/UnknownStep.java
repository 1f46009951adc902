package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.List;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** Adds the step that the user probably meant to Camel's sentence on one that it does not know. */
final class UnknownStep {

    private static final String UNKNOWN = "Unknown node id: ";

    private UnknownStep() {}

    /** The sentence itself if it is about something else, or no step is similar. */
    static String explained(String problem) {
        if (problem == null || !problem.startsWith(UNKNOWN)) {
            return problem;
        }
        return Nearest.to(problem.substring(UNKNOWN.length()), steps())
                .map(near -> problem + "; the nearest is " + near)
                .orElse(problem);
    }

    private static List<String> steps() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        return catalog.findModelNames().stream()
                .filter(name ->
                        List.of(catalog.eipModel(name).getLabel().split(",")).contains("eip"))
                .toList();
    }
}
