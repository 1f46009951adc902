package io.wadi.cli;

import io.wadi.pipeline.Stage;
import java.util.List;
import java.util.Set;

/** Parses {@code --only}. */
final class StageOptions {

    private StageOptions() {}

    /** The stages with these ids; an unknown id is a usage error. */
    static Set<Stage> parse(List<String> ids, Terminal terminal) {
        try {
            return Stage.of(ids);
        } catch (IllegalArgumentException e) {
            throw terminal.misuse(e);
        }
    }
}
