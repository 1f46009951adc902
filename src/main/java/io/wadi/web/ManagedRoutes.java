package io.wadi.web;

import java.util.List;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.management.mbean.ManagedCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;

/**
 * The MBean of the Camel context, which Hawtio draws the routes of: those of the pipeline and of the user. A second one, beside
 * the MBeans that {@link ApiRouteNames} names, has those of the API.
 */
@ManagedResource(description = "Managed CamelContext")
public final class ManagedRoutes extends ManagedCamelContext {

    private final transient Predicate<RouteDefinition> shown;

    private ManagedRoutes(CamelContext context, Predicate<RouteDefinition> shown) {
        super(context);
        this.shown = shown;
    }

    /** Makes the context's MBean and the names of its routes' such ones, before they are registered. */
    static void separate(CamelContext context) {
        ManagementStrategy management = context.getManagementStrategy();
        management.setManagementObjectNameStrategy(new ApiRouteNames());
        management.setManagementObjectStrategy(new DefaultManagementObjectStrategy() {
            @Override
            public Object getManagedObjectForCamelContext(CamelContext managed) {
                return of(managed, route -> !isOfApi(route));
            }
        });
    }

    private static ManagedRoutes of(CamelContext context, Predicate<RouteDefinition> shown) {
        ManagedRoutes bean = new ManagedRoutes(context, shown);
        bean.init(context.getManagementStrategy());
        return bean;
    }

    private static boolean isOfApi(RouteDefinition route) {
        return ApiRouteNames.GROUP.equals(route.getGroup());
    }

    /**
     * Registers the second MBean if there are routes of the API; it is removed with the context.
     *
     * @throws JMException if it cannot be registered
     */
    static void registerApi(CamelContext context) throws JMException {
        ManagementStrategy management = context.getManagementStrategy();
        ManagementAgent agent = management.getManagementAgent();
        if (agent == null || routes(context, ManagedRoutes::isOfApi).isEmpty()) {
            return;
        }
        ObjectName name = ((ApiRouteNames) management.getManagementObjectNameStrategy()).getObjectNameForApi(context);
        ManagedRoutes api = of(context, ManagedRoutes::isOfApi);
        DefaultManagementMBeanAssembler assembler = new DefaultManagementMBeanAssembler(context);
        assembler.start();
        agent.register(assembler.assemble(agent.getMBeanServer(), api, name), name);
        assembler.stop();
    }

    private static List<RouteDefinition> routes(CamelContext context, Predicate<RouteDefinition> shown) {
        return context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .filter(shown)
                .toList();
    }

    @Override
    public String dumpRoutesAsXml(boolean resolvePlaceholders, boolean generatedIds, boolean sourceLocation)
            throws Exception {
        RoutesDefinition some = new RoutesDefinition();
        some.setRoutes(routes(getContext(), shown));
        return PluginHelper.getModelToXMLDumper(getContext())
                .dumpModelAsXml(getContext(), some, resolvePlaceholders, generatedIds, sourceLocation);
    }
}
