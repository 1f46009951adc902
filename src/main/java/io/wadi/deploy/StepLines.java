package io.wadi.deploy;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** Where the steps of a file are. Camel's messages have the text of the step that it could not create, not the line. */
record StepLines(List<Step> steps) {

    /** For a file that was not parsed. */
    static final StepLines UNKNOWN = new StepLines(List.of());

    /**
     * A step.
     *
     * @param text as in Camel's messages
     * @param key its key in YAML
     * @param line its line; one less if its options are on the line of its key
     */
    record Step(String text, String key, int line) {}

    /** The steps of a parsed file. */
    static StepLines of(RouteConfigurationBuilder builder) {
        List<Step> steps = new ArrayList<>();
        for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
            for (ProcessorDefinition<?> step :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)) {
                steps.add(new Step(step.toString(), step.getShortName(), step.getLineNumber()));
            }
        }
        return new StepLines(steps);
    }

    /** The line of the step that could not be created; 0 if it is unknown. */
    int lineOf(FailedToCreateRouteException failure, YamlOutline outline) {
        return steps.stream()
                .filter(step -> failure.getMessage().contains("at: >>> " + step.text() + " <<<"))
                .findFirst()
                .map(step -> outline.lineOfKey(step.key(), step.line()))
                .orElse(0);
    }
}
