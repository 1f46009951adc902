package io.wadi.web;

import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;

/** Registers the managed beans of the registry in JMX as {@code io.wadi:name=<bean's name>}. */
final class ManagedBeans {

    private static final String DOMAIN = "io.wadi";

    private ManagedBeans() {}

    /**
     * Registers the beans; they are removed with the context. The assembler of the context must not describe them: of a bean that
     * a route calls, it remembers the attributes and operations of the route's step as those of the bean's class, and reading them
     * fails.
     *
     * @throws JMException if a bean cannot be registered, which is an error in the bean
     */
    static void register(CamelContext context) throws JMException {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        DefaultManagementMBeanAssembler assembler = new DefaultManagementMBeanAssembler(context);
        assembler.start();
        for (Map.Entry<String, Object> bean :
                context.getRegistry().findByTypeWithName(Object.class).entrySet()) {
            if (bean.getValue().getClass().isAnnotationPresent(ManagedResource.class)) {
                ObjectName name = new ObjectName(DOMAIN + ":name=" + bean.getKey());
                agent.register(assembler.assemble(agent.getMBeanServer(), bean.getValue(), name), name);
            }
        }
        assembler.stop();
    }
}
