package io.wadi.deploy;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Bounds of a route file, checked event by event before anything builds a tree of it: what reads the tree recurses, in
 * the YAML library and in Camel as well, and a stack has an end.
 */
final class YamlBounds {

    /** Deepest nesting of lists and mappings; a step within ten splits within each other takes some 40. */
    static final int DEEPEST = 200;

    /** Most lists, mappings and values. */
    static final int MOST_NODES = 100_000;

    private YamlBounds() {}

    /**
     * Checks a file.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is not YAML
     * @throws MisplacedException when it exceeds a bound, with the line where it does
     */
    static void check(RouteFile file, LoadSettings settings) {
        int depth = 0;
        int nodes = 0;
        for (Event event : new Parse(settings).parseString(file.text())) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> {
                    depth++;
                    nodes++;
                }
                case SequenceEnd, MappingEnd -> depth--;
                case Scalar, Alias -> nodes++;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new MisplacedException(line(event), "lists and mappings are nested deeper than " + DEEPEST);
            }
            if (nodes > MOST_NODES) {
                throw new MisplacedException(line(event), "the file has more than " + MOST_NODES + " values");
            }
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
