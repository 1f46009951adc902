package io.wadi.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** The steps of a sink and of the routes in its file that it sends to by {@code direct:}; its handlers of errors are not among them. */
final class SinkSteps {

    private static final String DIRECT = "direct:";

    /** Steps that deliver nothing. */
    private static final Set<String> QUIET = Set.of(
            ("choice convertBodyTo delay doCatch filter log marshal otherwise removeHeader removeHeaders removeProperties"
                            + " removeProperty setBody setHeader setHeaders setProperty setVariable setVariables stop"
                            + " transform when")
                    .split(" "));

    /** Steps that may deliver by themselves; a bean is one of them unless it is Wadi's. */
    private static final Set<String> DELIVERING =
            Set.of("bean", "process", "recipientList", "routingSlip", "dynamicRouter");

    private final UnaryOperator<String> placeholders;
    private final Set<RouteDefinition> routes = new LinkedHashSet<>();

    /**
     * Follows a route.
     *
     * @param all the routes of its file
     * @param placeholders resolves settings
     */
    SinkSteps(RouteDefinition sink, List<RouteDefinition> all, UnaryOperator<String> placeholders) {
        this.placeholders = placeholders;
        Deque<RouteDefinition> open = new ArrayDeque<>(List.of(sink));
        while (!open.isEmpty()) {
            RouteDefinition next = open.remove();
            if (routes.add(next)) {
                Set<String> targets = steps(next)
                        .map(this::uri)
                        .filter(uri -> uri.startsWith(DIRECT))
                        .map(EndpointUse::path)
                        .collect(Collectors.toSet());
                all.stream()
                        .filter(route -> targets.contains(EndpointUse.path(
                                placeholders.apply(route.getInput().getEndpointUri()))))
                        .forEach(open::add);
            }
        }
    }

    /** The route and those after it. */
    Set<RouteDefinition> routes() {
        return routes;
    }

    /** All steps, also those in other steps. */
    Stream<ProcessorDefinition<?>> all() {
        return routes.stream().flatMap(SinkSteps::steps);
    }

    private static Stream<ProcessorDefinition<?>> steps(RouteDefinition route) {
        return within(route.getOutputs().stream()
                .filter(step -> !(step instanceof OnExceptionDefinition))
                .toList());
    }

    /** These steps, and those in them. */
    static Stream<ProcessorDefinition<?>> within(List<ProcessorDefinition<?>> steps) {
        return steps.stream()
                .flatMap(step -> Stream.concat(
                        Stream.of(step), step.getOutputs().isEmpty() ? Stream.empty() : within(step.getOutputs())));
    }

    /** The steps that may deliver messages. */
    List<ProcessorDefinition<?>> deliveries() {
        return all().filter(this::isDelivery).toList();
    }

    private boolean isDelivery(ProcessorDefinition<?> step) {
        if (step instanceof BeanDefinition bean) {
            return bean.getBeanType() == null || !bean.getBeanType().startsWith("io.wadi.");
        }
        String uri = uri(step);
        return DELIVERING.contains(step.getShortName())
                || !uri.isEmpty() && !uri.startsWith("log:") && !uri.startsWith(DIRECT);
    }

    /** Whether none of the steps in this one keeps messages, or calls what may. */
    boolean isQuiet(ProcessorDefinition<?> holder) {
        return within(holder.getOutputs())
                .allMatch(
                        step -> QUIET.contains(step.getShortName()) || uri(step).startsWith("log:"));
    }

    /** Where a step sends to; empty if it does not. */
    String uri(ProcessorDefinition<?> step) {
        if (step instanceof SendDefinition<?> send && send.getEndpointUri() != null) {
            return placeholders.apply(send.getEndpointUri());
        }
        return step instanceof ToDynamicDefinition dynamic && dynamic.getUri() != null ? dynamic.getUri() : "";
    }
}
