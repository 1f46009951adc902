package io.wadi.deploy;

import java.util.List;
import java.util.Set;

/**
 * The route files that ship with Wadi.
 *
 * @param files class path locations ({@code classpath:routes/capture.camel.yaml}) of those that this process runs, the
 *     files of route configurations among them
 * @param elsewhere ids of shipped routes that this process leaves to others; a file that replaces one is ignored
 */
public record ShippedRoutes(List<String> files, Set<String> elsewhere) {

    /** Copies both. */
    public ShippedRoutes {
        files = List.copyOf(files);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** No shipped route at all. */
    public static ShippedRoutes none() {
        return new ShippedRoutes(List.of(), Set.of());
    }
}
