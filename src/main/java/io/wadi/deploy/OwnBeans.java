package io.wadi.deploy;

import io.wadi.failure.Bounded;
import io.wadi.failure.FatalError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.ReflectionHelper;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the beans that a file has made. */
public final class OwnBeans {

    private static final Logger LOG = LoggerFactory.getLogger(OwnBeans.class);

    private static final String CLOSE = "close";

    /** The part of the time that each bean has, even if those before it used it up. */
    private static final int LEAST_PART = 4;

    private OwnBeans() {}

    /**
     * Removes beans. It calls their destroy methods, and closes those that can be closed, for example pools: a pool that nobody
     * closes would keep its connections.
     */
    static void end(Collection<String> names, CamelContext camel) {
        lastFirst(camel).filter(bean -> names.contains(bean.getName())).forEach(bean -> end(bean, camel.getRegistry()));
    }

    /** A service of a context that ends all beans of its route files when it stops, after its routes. */
    public static Service ending(CamelContext camel) {
        return new ServiceSupport() {
            @Override
            protected void doStop() {
                endAll(camel);
            }
        };
    }

    /** Removes all beans of the route files of a context. */
    static void endAll(CamelContext camel) {
        lastFirst(camel).forEach(bean -> end(bean, camel.getRegistry()));
    }

    /**
     * Removes all beans of a context that stops. Together they have its time to stop: after it, a bean that does not end
     * only delays the others by a part of this time.
     */
    static void endInTime(CamelContext camel) {
        ShutdownStrategy strategy = camel.getShutdownStrategy();
        long millis = strategy.getTimeUnit().toMillis(strategy.getTimeout());
        StopWatch watch = new StopWatch();
        lastFirst(camel).forEach(bean -> {
            long left = Math.max(millis - watch.taken(), millis / LEAST_PART);
            Runnable end = () -> end(bean, camel.getRegistry());
            if (!Bounded.run("end of bean " + bean.getName(), Duration.ofMillis(left), end)) {
                LOG.warn("Bean {} does not end; the stop goes on without it", bean.getName());
            }
        });
    }

    /** A bean may use those that were made before it: a writer with a buffer ends before the file that it writes to. */
    private static Stream<BeanFactoryDefinition<?>> lastFirst(CamelContext camel) {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        List<BeanFactoryDefinition<?>> made = new ArrayList<>(model.getCustomBeans());
        Collections.reverse(made);
        return made.stream();
    }

    private static void end(BeanFactoryDefinition<?> made, Registry registry) {
        Object bean = registry.lookupByName(made.getName());
        // Camel calls the destroy method.
        registry.unbind(made.getName());
        if (!CLOSE.equals(made.getDestroyMethod())) {
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
        if (!CLOSE.equals(destroyMethod)) {
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

    /**
     * Closes a bean if it can be closed, unless it is known by another name too, as a bean that a factory returns may be, or is a
     * service of Camel that was never started, which has nothing to close.
     */
    private static void close(Object bean, Registry others) {
        boolean isUnused = bean instanceof ServiceSupport service && service.isNew();
        if (!(bean instanceof AutoCloseable closeable) || isUnused || isIn(others, bean)) {
            return;
        }
        try {
            closeable.close();
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.warn("A bean of class {} does not close: {}", bean.getClass().getName(), e.toString());
        }
    }
}
