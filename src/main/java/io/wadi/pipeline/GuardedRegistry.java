package io.wadi.pipeline;

import java.util.Map;
import java.util.Set;
import org.apache.camel.main.Main;
import org.apache.camel.support.SimpleRegistry;

/**
 * The beans of a running pipeline. Camel's own registry is a plain map, which fails, or misses a bean, when a task or a
 * request searches it while the start or a deployment binds another. Thread-safe.
 */
final class GuardedRegistry extends SimpleRegistry {

    private static final long serialVersionUID = 1;

    /** A main program whose registry can be used by several threads. */
    static Main main(Class<?> type) {
        return new Main(type) {
            {
                registry.setFallbackRegistry(new GuardedRegistry());
            }
        };
    }

    @Override
    public synchronized <T> T lookupByNameAndType(String name, Class<T> type) {
        return super.lookupByNameAndType(name, type);
    }

    @Override
    public synchronized <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return super.findByTypeWithName(type);
    }

    @Override
    public synchronized <T> Set<T> findByType(Class<T> type) {
        return super.findByType(type);
    }

    @Override
    public synchronized void bind(String id, Class<?> type, Object bean) {
        super.bind(id, type, bean);
    }

    @Override
    public synchronized void unbind(String id) {
        super.unbind(id);
    }
}
