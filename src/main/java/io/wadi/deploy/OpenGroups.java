package io.wadi.deploy;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * The open groups of a file's aggregators. By default, Camel discards them when the route stops, although the messages
 * in them are acknowledged.
 */
final class OpenGroups {

    private OpenGroups() {}

    /**
     * Makes each aggregator complete its open groups when its route stops, unless the file decides that itself.
     *
     * @param builder the file's routes and route configurations, parsed but not added to a context
     */
    static void completeOnStop(RouteConfigurationBuilder builder) {
        Stream.concat(
                        builder.getRouteCollection().getRoutes().stream().map(ProcessorDefinition::getOutputs),
                        builder.getRouteConfigurationCollection().getRouteConfigurations().stream()
                                .flatMap(OpenGroups::handlers)
                                .map(ProcessorDefinition::getOutputs))
                .flatMap(OpenGroups::aggregators)
                .filter(aggregator ->
                        aggregator.getForceCompletionOnStop() == null && aggregator.getCompleteAllOnStop() == null)
                .forEach(AggregateDefinition::forceCompletionOnStop);
    }

    private static Stream<ProcessorDefinition<?>> handlers(RouteConfigurationDefinition configuration) {
        return Stream.of(
                        configuration.getOnExceptions(),
                        configuration.getOnCompletions(),
                        configuration.getIntercepts(),
                        configuration.getInterceptFroms(),
                        configuration.getInterceptSendTos())
                .flatMap(Collection::stream);
    }

    private static Stream<AggregateDefinition> aggregators(List<ProcessorDefinition<?>> steps) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(steps, AggregateDefinition.class).stream();
    }
}
