package io.wadi.deploy;

import java.util.Collection;
import org.apache.camel.spi.Registry;
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

    /** Closes a bean if it can be closed, unless it is known by another name too, as a bean that a factory returns may be. */
    private static void close(Object bean, Registry others) {
        if (!(bean instanceof AutoCloseable closeable)
                || others.findByType(bean.getClass()).contains(bean)) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("A bean of class {} does not close: {}", bean.getClass().getName(), e.toString());
        }
    }
}
