package io.wadi.deploy;

import io.wadi.failure.Causes;
import io.wadi.failure.FatalError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.BeanModelHelper;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Makes the beans of a route file. Camel alone forgets an object whose property or {@code initMethod} fails; its threads
 * and connections would stay until the process ends. Camel's message also lacks the name of the bean.
 */
final class BeanMaker extends BeansDeserializer {

    @Override
    protected void registerBean(
            CamelContext camel,
            List<BeanFactoryDefinition<?>> later,
            BeanFactoryDefinition<?> bean,
            boolean delayIfFailed) {
        Object made = null;
        String step = "";
        try {
            made = construct(camel, bean);
            step = "properties";
            setProperties(camel, bean, made);
            step = "";
            OwnBeans.requireMethod(made, bean.getInitMethod());
            OwnBeans.requireMethod(made, bean.getDestroyMethod());
            step = bean.getInitMethod();
            bindBean(camel, bean, bean.getName(), made);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            OwnBeans.end(made, bean.getDestroyMethod(), camel.getRegistry());
            if (!delayIfFailed || !mayWorkLater(e)) {
                throw new BeanFailure(bean, step, e);
            }
            later.add(bean);
        }
    }

    /** Whether the failure may be that a bean further down in the file does not exist yet. */
    private static boolean mayWorkLater(Throwable failure) {
        return failure instanceof Exception
                && !ServerAway.isCause(failure)
                && Causes.find(failure, InterruptedException.class).isEmpty();
    }

    /** The properties of a builder are set before it builds, so Camel does that itself. */
    private static Object construct(CamelContext camel, BeanFactoryDefinition<?> bean) throws Exception {
        Map<String, Object> properties = bean.getProperties();
        if (bean.getBuilderClass() == null) {
            bean.setProperties(null);
        }
        try {
            Object made = BeanModelHelper.newInstance(bean, camel);
            if (made == null) {
                throw new IllegalArgumentException("the result is null");
            }
            return made;
        } finally {
            bean.setProperties(properties);
        }
    }

    private static void setProperties(CamelContext camel, BeanFactoryDefinition<?> bean, Object made) {
        if (bean.getBuilderClass() == null && bean.getProperties() != null) {
            SeveralEntries.check(made, bean.getProperties());
            // Camel removes those that it has set.
            PropertyBindingSupport.setPropertiesOnTarget(camel, made, new LinkedHashMap<>(bean.getProperties()));
        }
    }
}
