package io.wadi.deploy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.support.PatternHelper;

/**
 * The deployed files that use a route configuration of another file which has changed since. Camel copies a configuration
 * into a route when it creates the route. Used by one thread.
 */
final class OutdatedPolicies {

    private final Set<Path> outdated = new TreeSet<>();

    /** A file was deployed or removed. */
    void changed(RouteFile file, Names names, Collection<Deployment> deployed) {
        outdated.remove(file.path());
        deployed.stream()
                .filter(other -> !other.file().path().equals(file.path()) && uses(other.names(), names))
                .forEach(other -> outdated.add(other.file().path()));
    }

    private static boolean uses(Names user, Names owner) {
        return user.policies().stream()
                .map(patterns -> patterns.split("\\s*,\\s*"))
                .anyMatch(patterns ->
                        owner.configurations().stream().anyMatch(id -> PatternHelper.matchPatterns(id, patterns)));
    }

    /** Whether a file must be deployed again although its text is the same. */
    boolean contains(Path file) {
        return outdated.contains(file);
    }

    List<Path> list() {
        return List.copyOf(outdated);
    }
}
