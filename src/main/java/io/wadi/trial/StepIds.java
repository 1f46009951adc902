package io.wadi.trial;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** The ids of a route's steps, also of those within others. */
final class StepIds {

    private StepIds() {}

    static Set<String> of(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                .filter(ProcessorDefinition::hasCustomIdAssigned)
                .map(ProcessorDefinition::getId)
                .collect(Collectors.toSet());
    }
}
