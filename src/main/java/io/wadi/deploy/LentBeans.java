package io.wadi.deploy;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.SimpleRegistry;

/**
 * The beans that the application provides to route files. The check of a file uses stand-ins of their types, so it
 * affects nothing that runs and needs no server.
 *
 * @param names their names
 * @param standIns new stand-ins, which touch no server, by name
 */
public record LentBeans(Set<String> names, Supplier<Map<String, Object>> standIns) {

    /** Of an application that lends none. */
    public static LentBeans none() {
        return new LentBeans(Set.of(), Map::of);
    }

    BeanRepository repository() {
        SimpleRegistry registry = new SimpleRegistry();
        standIns.get().forEach(registry::bind);
        return registry;
    }
}
