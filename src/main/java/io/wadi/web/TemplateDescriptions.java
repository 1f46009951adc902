package io.wadi.web;

import java.util.Map;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/**
 * Puts the parameters of a route template into the description of each route made from it. Camel resolves them
 * everywhere else, and would show {@code {{description}}} in Hawtio and JMX.
 */
final class TemplateDescriptions extends ModelLifecycleStrategySupport {

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        Map<String, Object> parameters = route.getTemplateParameters();
        String description = route.getDescriptionText();
        if (parameters == null || description == null) {
            return;
        }
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            description = description.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        route.setDescription(description);
    }
}
