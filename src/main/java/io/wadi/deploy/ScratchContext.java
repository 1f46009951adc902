package io.wadi.deploy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A separate Camel context that tries a file. It builds and initialises the routes, so endpoints take their options and
 * steps find their beans. It never starts them, so nothing is consumed or sent.
 */
final class ScratchContext implements AutoCloseable {

    private final NeverStarted camel;
    private final Properties properties;
    private StepLines steps = StepLines.UNKNOWN;

    /** Creates a context; {@code ownBeans} are the names of the beans that its file makes. */
    ScratchContext(Surroundings surroundings, Set<String> ownBeans) throws Exception {
        properties = surroundings.properties();
        camel = new NeverStarted(new DefaultRegistry(
                surroundings.lent().repository(), new WithoutBeans(surroundings.beans(), ownBeans)));
        camel.disableJMX();
        camel.setSourceLocationEnabled(true);
        camel.getPropertiesComponent().setInitialProperties(properties);
        Placeholders.preferSettings(camel);
        BeansByName.require(camel);
        camel.build();
        for (String file : surroundings.shipped().files()) {
            Resource shipped = PluginHelper.getResourceLoader(camel).resolveResource(file);
            builder(camel, shipped).addRouteConfigurationsToCamelContext(camel);
        }
    }

    /** Resolves placeholders; throws IllegalArgumentException if a setting does not exist. */
    String resolve(String text) {
        return camel.resolvePropertyPlaceholders(text);
    }

    /** Whether Camel finds what a location such as {@code classpath:sql/mine.sql} or {@code file:mine.sql} names. */
    boolean exists(String location) {
        return PluginHelper.getResourceLoader(camel).resolveResource(location).exists();
    }

    /** Ids of the route configurations that ship with Wadi. */
    Set<String> configurations() {
        return camel
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteConfigurationDefinitions()
                .stream()
                .map(RouteConfigurationDefinition::getId)
                .collect(Collectors.toSet());
    }

    /** Where the steps of the file are that was parsed last. */
    StepLines steps() {
        return steps;
    }

    /** Finds what Camel finds only at the start, or with the first message. */
    void checkStart(YamlOutline outline, RouteProblems findings, RouteProblems warnings) {
        new KafkaCheck(new UsedEndpoints(camel), findings).check(outline);
        new TargetCheck(new UsedEndpoints(camel), findings).check(outline);
        new StepCheck(camel, findings).check(outline);
        new CompleteBeanCheck(camel, findings).check(outline);
        new UnnamedBeanCheck(camel, findings).check(outline);
        List<RouteDefinition> routes =
                camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
        new StoreNameCheck(this::resolve, findings).check(routes, outline);
        new StoreStepsCheck(this::resolve, findings).check(routes, outline);
        new LostFailureCheck(this::resolve, warnings).check(routes, outline);
        new OverwriteCheck(this::resolve, warnings).check(routes, outline);
    }

    /** Builds and initialises the routes of a file; throws Camel's exception if that fails. */
    void dryStart(RouteFile file, YamlOutline outline) throws Exception {
        for (EndpointUse use : outline.endpoints()) {
            configure(resolve(use.uri().text()).split(":")[0]);
        }
        RouteConfigurationBuilder builder = parse(file);
        builder.addRoutesToCamelContext(camel);
        for (Scalar configuration : outline.ownConfigurations()) {
            use(configuration.text());
        }
        camel.init();
    }

    /**
     * Camel reads a route configuration only for a route that uses it, which may be in another file. The route here has
     * the id of the configuration, which leads to its line; a route of the file that has this id goes first.
     */
    private void use(String configuration) throws Exception {
        if (camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(configuration) == null) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + configuration)
                            .routeId(configuration)
                            .routeConfigurationId(configuration)
                            .log("used");
                }
            });
        }
    }

    /** Parses the routes of a file without creating them. */
    RouteConfigurationBuilder parse(RouteFile file) throws Exception {
        RouteConfigurationBuilder builder = builder(camel, file.resource());
        builder.addRouteConfigurationsToCamelContext(camel);
        builder.configureRoutes(camel);
        steps = StepLines.of(builder);
        return builder;
    }

    /** Sets the options {@code camel.component.NAME.…} of the application on a component. */
    private void configure(String scheme) {
        String prefix = "camel.component." + scheme + ".";
        Map<String, Object> options = properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(name -> name.substring(prefix.length()), properties::getProperty));
        Component component = options.isEmpty() ? null : camel.getComponent(scheme);
        if (component != null) {
            ServiceHelper.initService(component);
            PropertyBindingSupport.build()
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withRemoveParameters(false)
                    .bind(camel, component, options);
        }
    }

    /**
     * Parses a file with a new loader: a shared one remembers the beans of a file with errors, and skips them in the
     * next file.
     */
    static RouteConfigurationBuilder builder(CamelContext camel, Resource file) throws Exception {
        RouteFileLoader loader = new RouteFileLoader();
        loader.setCamelContext(camel);
        ServiceHelper.startService(loader);
        return (RouteConfigurationBuilder) loader.loadRoutesBuilder(file);
    }

    @Override
    public void close() {
        OwnBeans.endAll(camel);
        camel.stop();
    }
}
