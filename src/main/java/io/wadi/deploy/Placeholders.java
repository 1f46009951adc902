package io.wadi.deploy;

import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;

/** How routes resolve {@code {{name}}}. */
public final class Placeholders {

    private Placeholders() {}

    /**
     * Lets the settings decide, and the environment and system properties only where no setting has the name. By default
     * Camel asks these first: {@code WADI_TOPIC} would override {@code --set wadi.topic} in routes, but nowhere else, and
     * {@code WADI_KAFKA_BROKERS} the embedded broker.
     */
    public static void preferSettings(CamelContext camel) {
        PropertiesComponent properties = (PropertiesComponent) camel.getPropertiesComponent();
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
    }
}
