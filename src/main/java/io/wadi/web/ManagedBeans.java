package io.wadi.web;

import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;

/** Registers the managed beans of the registry in JMX as {@code io.wadi:name=<bean's name>}. */
final class ManagedBeans {

    private static final String DOMAIN = "io.wadi";

    private ManagedBeans() {}

    /**
     * Registers the beans; they are removed with the context.
     *
     * @throws JMException if a bean cannot be registered, which is an error in the bean
     */
    static void register(CamelContext context) throws JMException {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent == null) {
            return;
        }
        for (Map.Entry<String, Object> bean :
                context.getRegistry().findByTypeWithName(Object.class).entrySet()) {
            if (bean.getValue().getClass().isAnnotationPresent(ManagedResource.class)) {
                ObjectName name = new ObjectName(DOMAIN + ":name=" + bean.getKey());
                agent.register(bean.getValue(), name);
            }
        }
    }
}
