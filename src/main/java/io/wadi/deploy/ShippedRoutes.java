package io.wadi.deploy;

import java.util.List;
import java.util.Set;

/**
 * The route files that ship with Wadi.
 *
 * @param files class path locations ({@code classpath:routes/capture.camel.yaml}) of the files that this process runs,
 *     including those of route configurations
 * @param elsewhere ids of shipped routes that other processes run; a file that replaces one is ignored
 */
public record ShippedRoutes(List<String> files, Set<String> elsewhere) {

    /** Copies both collections. */
    public ShippedRoutes {
        files = List.copyOf(files);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** No shipped routes. */
    public static ShippedRoutes none() {
        return new ShippedRoutes(List.of(), Set.of());
    }
}
