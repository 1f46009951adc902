package io.wadi.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the routes of a component have begun to read. No position in a file is kept, so a route that is stopped and started,
 * or replaced, reads the file from its beginning. That is a warning, because the content counts again. Thread-safe.
 */
public final class ReadFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReadFiles.class);

    /** Of older ones nothing is said. */
    private static final int MOST = 1_000;

    private final Set<String> begun = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    /** Warns if the route has begun to read this name before. */
    public void begin(String route, String name) {
        if (!begun.add(route + "\n" + name)) {
            LOG.warn(
                    "Route {} reads {} again from its beginning: the content counts again, and is stored or sent again",
                    route,
                    name);
        }
    }
}
