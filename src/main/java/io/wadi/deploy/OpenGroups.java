package io.wadi.deploy;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.AggregateProcessor;

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
        undecided(Stream.concat(
                                builder.getRouteCollection().getRoutes().stream()
                                        .map(ProcessorDefinition::getOutputs),
                                builder.getRouteConfigurationCollection().getRouteConfigurations().stream()
                                        .flatMap(OpenGroups::handlers)
                                        .map(ProcessorDefinition::getOutputs))
                        .flatMap(OpenGroups::aggregators))
                .forEach(AggregateDefinition::forceCompletionOnStop);
    }

    /** The same for a running route, before it stops: a shipped store would discard the batches that it has completed. */
    static void completeOnStop(RouteDefinition route, CamelContext camel) {
        undecided(aggregators(route.getOutputs()))
                .map(aggregator -> camel.getProcessor(aggregator.getId(), AggregateProcessor.class))
                .filter(Objects::nonNull)
                .forEach(aggregator -> aggregator.setForceCompletionOnStop(true));
    }

    private static Stream<AggregateDefinition> undecided(Stream<AggregateDefinition> aggregators) {
        return aggregators.filter(aggregator ->
                aggregator.getForceCompletionOnStop() == null && aggregator.getCompleteAllOnStop() == null);
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
