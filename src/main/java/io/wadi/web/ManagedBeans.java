package io.wadi.web;

import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementAgent;

/** Shows the beans of the registry that are written for JMX as {@code io.wadi:name=<bean's name>}. */
final class ManagedBeans {

    private static final String DOMAIN = "io.wadi";

    private ManagedBeans() {}

    /**
     * Registers them; they go with the context.
     *
     * @throws JMException when one cannot be shown, which is a mistake of the bean's
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
