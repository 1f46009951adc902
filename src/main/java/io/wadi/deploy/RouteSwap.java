package io.wadi.deploy;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Starts and stops the named routes of the running context. A route stops gracefully: it takes no new messages and
 * finishes those in flight and in open groups of aggregators, within {@code camel.main.shutdown-timeout}.
 */
final class RouteSwap {

    private final CamelContext camel;
    private final ShippedRoutes shipped;

    RouteSwap(CamelContext camel, ShippedRoutes shipped) {
        this.camel = camel;
        this.shipped = shipped;
    }

    /** A text with the values of its settings; throws IllegalArgumentException if one does not exist. */
    String resolve(String text) {
        return camel.resolvePropertyPlaceholders(text);
    }

    /** Starts a file's routes and replaces running routes with the same ids. */
    void deploy(RouteFile file, Names names) throws Exception {
        remove(names.routes());
        // Of the file under its former name, if it was renamed.
        OwnBeans.end(names.beans(), camel);
        RouteConfigurationBuilder builder = ScratchContext.builder(camel, file.resource());
        builder.updateRouteConfigurationsToCamelContext(camel);
        List<RouteDefinition> routes = builder.configureRoutes(camel).getRoutes();
        List<RouteDefinition> ordered = StartOrder.of(camel, routes);
        routes.clear();
        routes.addAll(ordered);
        OpenGroups.completeOnStop(builder);
        builder.addRoutesToCamelContext(camel);
    }

    /** Stops and removes routes; unknown ids are ignored. */
    void remove(Collection<String> routes) throws Exception {
        for (RouteDefinition definition : StopOrder.of(camel, definitions(routes))) {
            OpenGroups.completeOnStop(definition, camel);
            RemovedRoute.remove(definition, camel);
        }
    }

    /** Those of these routes that send to another one of them, or get messages from it, each before its targets. */
    List<String> chained(Collection<String> routes) {
        return StopOrder.chained(camel, definitions(routes)).stream()
                .map(RouteDefinition::getRouteId)
                .toList();
    }

    private List<RouteDefinition> definitions(Collection<String> routes) {
        return routes.stream()
                .map(model()::getRouteDefinition)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Ends the beans of a file, and removes its route configurations. */
    void forget(Names names) throws Exception {
        OwnBeans.end(names.beans(), camel);
        for (String id : names.configurations()) {
            RouteConfigurationDefinition configuration = model().getRouteConfigurationDefinition(id);
            if (configuration != null) {
                model().removeRouteConfiguration(configuration);
            }
        }
    }

    /**
     * Starts shipped routes.
     *
     * @param routes ids of routes; ids of routes that do not ship with Wadi are ignored
     */
    void restore(Set<String> routes) throws Exception {
        for (String file : shipped.files()) {
            Resource resource = PluginHelper.getResourceLoader(camel).resolveResource(file);
            RouteConfigurationBuilder builder = ScratchContext.builder(camel, resource);
            List<RouteDefinition> definitions = builder.configureRoutes(camel).getRoutes();
            definitions.removeIf(route -> !routes.contains(route.getRouteId()));
            List<TemplatedRouteDefinition> templated =
                    builder.getTemplatedRouteCollection().getTemplatedRoutes();
            templated.removeIf(route -> !routes.contains(route.getRouteId()));
            if (!definitions.isEmpty()) {
                builder.addRoutesToCamelContext(camel);
            }
            if (!templated.isEmpty()) {
                builder.addTemplatedRoutesToCamelContext(camel);
            }
        }
    }

    /** Ids of all current routes of the context. */
    List<String> present() {
        return model().getRouteDefinitions().stream()
                .map(RouteDefinition::getRouteId)
                .toList();
    }

    private Model model() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
