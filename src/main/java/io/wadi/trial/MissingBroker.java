package io.wadi.trial;

import io.wadi.deploy.RouteFile;
import io.wadi.deploy.RouteProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Finds steps that send to Kafka in a trial that has no broker. Camel would ask for an option that no step of Wadi needs. */
final class MissingBroker {

    private static final String KAFKA = "kafka:";

    private MissingBroker() {}

    /**
     * Checks routes before they start.
     *
     * @throws IllegalArgumentException with file, line and what to do
     */
    static void check(DefaultCamelContext camel, RouteFile file) {
        if (camel.getComponent("kafka", KafkaComponent.class).getConfiguration().getBrokers() != null) {
            return;
        }
        String problems = camel.getRouteDefinitions().stream()
                .flatMap(route -> senders(camel, route).stream())
                .map(step -> new RouteProblem(file.name(), Math.max(0, step.getLineNumber()), reason(step)).toString())
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems);
        }
    }

    private static List<ToDefinition> senders(DefaultCamelContext camel, RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                .filter(step -> needsBroker(camel.resolvePropertyPlaceholders(step.getEndpointUri())))
                .toList();
    }

    private static boolean needsBroker(String uri) {
        return uri.startsWith(KAFKA) && !uri.contains("brokers=");
    }

    private static String reason(ToDefinition step) {
        String id = step.hasCustomIdAssigned() ? step.getId() : "its id";
        return "this step sends to Kafka, and the trial has no broker: call mock(\"" + id
                + "\") before start(), or start trial servers (@WithTrialServers)";
    }
}
