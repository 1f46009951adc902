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
 * @param names names of the beans
 * @param reserved names of the application's other beans, which routes neither use nor replace
 * @param standIns creates new stand-ins by name; they connect to no server
 */
public record LentBeans(Set<String> names, Set<String> reserved, Supplier<Map<String, Object>> standIns) {

    /** For an application that provides no beans. */
    public static LentBeans none() {
        return new LentBeans(Set.of(), Set.of(), Map::of);
    }

    BeanRepository repository() {
        SimpleRegistry registry = new SimpleRegistry();
        standIns.get().forEach(registry::bind);
        return registry;
    }
}
