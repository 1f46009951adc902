package io.wadi.deploy;

import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;

/** Removes a route so that nothing of it stays in memory. Camel alone keeps parts of it until the context stops. */
final class RemovedRoute {

    private RemovedRoute() {}

    /** Stops and removes a route. */
    static void remove(RouteDefinition definition, CamelContext camel) throws Exception {
        Route route = camel.getRoute(definition.getRouteId());
        List<ProcessorDefinition<?>> shared = definition.getOutputs().stream()
                .filter(output -> output.getParent() == null)
                .toList();
        // Camel finds the MBeans' processors of a route by its steps, and those of a route configuration lead to no
        // route.
        shared.forEach(output -> adopt(output, definition));
        camel.getCamelContextExtension().getContextPlugin(Model.class).removeRouteDefinition(definition);
        shared.forEach(output -> adopt(output, output));
        if (route != null) {
            forgetPolicies(route);
        }
    }

    private static void adopt(ProcessorDefinition<?> output, ProcessorDefinition<?> parent) {
        output.getOutputs().forEach(step -> step.setParent(parent));
    }

    /** A route policy, such as the one with its meters, is a service of the context, and knows its routes. */
    private static void forgetPolicies(Route route) throws Exception {
        CamelContext camel = route.getCamelContext();
        List<RoutePolicy> inUse = camel.getRoutes().stream()
                .map(Route::getRoutePolicyList)
                .flatMap(Collection::stream)
                .toList();
        for (RoutePolicy policy : route.getRoutePolicyList()) {
            if (policy instanceof Service service && !inUse.contains(policy)) {
                camel.removeService(service);
            }
        }
    }
}
