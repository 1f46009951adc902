package io.wadi.deploy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;

/**
 * Beans without some of them. A file that is deployed already is checked with the beans that it makes, not with those of its
 * last version.
 *
 * @param hidden names of the beans that are left out
 */
record WithoutBeans(BeanRepository beans, Set<String> hidden) implements BeanRepository {

    @Override
    public Object lookupByName(String name) {
        return hidden.contains(name) ? null : beans.lookupByName(name);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        return hidden.contains(name) ? null : beans.lookupByNameAndType(name, type);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new HashMap<>(beans.findByTypeWithName(type));
        found.keySet().removeAll(hidden);
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return new LinkedHashSet<>(findByTypeWithName(type).values());
    }
}
