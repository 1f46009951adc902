package io.wadi.cli;

import io.wadi.pipeline.Stage;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses {@code --only}. */
final class StageOptions {

    private StageOptions() {}

    /** The stages with these ids; an unknown id is a usage error. */
    static Set<Stage> parse(List<String> ids, CommandSpec spec) {
        try {
            return Stage.of(ids);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
