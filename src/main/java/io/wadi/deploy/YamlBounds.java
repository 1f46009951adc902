package io.wadi.deploy;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Bounds of a route file. They are checked on the event stream, before a tree is built: the readers of the tree in the
 * YAML library and in Camel are recursive, and could overflow the stack.
 */
final class YamlBounds {

    /** Deepest nesting of lists and mappings; ten nested splits need about 40. */
    static final int DEEPEST = 200;

    /** Most lists, mappings and values in total. */
    static final int MOST_NODES = 10_000;

    private YamlBounds() {}

    /**
     * Checks a file.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is not YAML
     * @throws MisplacedException if it exceeds a bound, with the line
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
