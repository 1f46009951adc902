package io.wadi.deploy;

import java.util.Collection;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.util.ReflectionHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the beans that a file has made. */
final class OwnBeans {

    private static final Logger LOG = LoggerFactory.getLogger(OwnBeans.class);

    private OwnBeans() {}

    /**
     * Removes beans. It calls their destroy methods, and closes those that can be closed, for example pools: a pool that nobody
     * closes would keep its connections.
     */
    static void end(Collection<String> names, Registry registry) {
        for (String name : names) {
            Object bean = registry.lookupByName(name);
            registry.unbind(name);
            close(bean, registry);
        }
    }

    /**
     * Ends a bean that is in no registry.
     *
     * @param bean the bean, or null
     * @param destroyMethod name of its destroy method, or null
     */
    static void end(Object bean, String destroyMethod, Registry others) {
        if (bean == null || isIn(others, bean)) {
            return;
        }
        if (hasMethod(bean, destroyMethod)) {
            try {
                ObjectHelper.invokeMethodSafe(destroyMethod, bean);
            } catch (Exception e) {
                LOG.warn(
                        "{} of a bean of class {} fails: {}",
                        destroyMethod,
                        bean.getClass().getName(),
                        e.toString());
            }
        }
        if (!"close".equals(destroyMethod)) {
            close(bean, others);
        }
    }

    /** Throws an exception with the name if a bean lacks this method without parameters; null is no method. */
    static void requireMethod(Object bean, String name) throws NoSuchMethodException {
        if (name != null && !hasMethod(bean, name)) {
            throw new NoSuchMethodException(name);
        }
    }

    private static boolean hasMethod(Object bean, String name) {
        return name != null && ReflectionHelper.findMethod(bean.getClass(), name) != null;
    }

    private static boolean isIn(Registry registry, Object bean) {
        return registry.findByType(bean.getClass()).contains(bean);
    }

    /** Closes a bean if it can be closed, unless it is known by another name too, as a bean that a factory returns may be. */
    private static void close(Object bean, Registry others) {
        if (!(bean instanceof AutoCloseable closeable) || isIn(others, bean)) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("A bean of class {} does not close: {}", bean.getClass().getName(), e.toString());
        }
    }
}
