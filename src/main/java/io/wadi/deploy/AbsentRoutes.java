package io.wadi.deploy;

import io.wadi.failure.FatalError;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings shipped routes back that a file replaced. One that does not start is tried again. Used by one thread. */
final class AbsentRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AbsentRoutes.class);

    private final RouteSwap swap;
    private final Set<String> owed = new TreeSet<>();
    private String problem;

    AbsentRoutes(RouteSwap swap) {
        this.swap = swap;
    }

    /** Removes routes before they have run. They come back by {@link #retry} if no file has taken their place by then. */
    void standAside(Set<String> routes) {
        try {
            swap.remove(routes);
            owed.addAll(routes);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            LOG.debug("{} cannot stand aside; the deployment reports the reason", routes, e);
        }
    }

    /** Starts those routes that ship with Wadi. */
    void restore(Set<String> routes) {
        try {
            swap.restore(routes);
        } catch (Throwable e) {
            FatalError.endProcessOn(e);
            owed.addAll(routes);
            report(e);
            clear(routes);
        }
    }

    /** Camel keeps the definition of a route that did not start. */
    private void clear(Set<String> routes) {
        try {
            swap.remove(routes);
        } catch (Exception e) {
            LOG.debug("{} cannot be removed", routes, e);
        }
    }

    private void report(Throwable failure) {
        if (!String.valueOf(failure.getMessage()).equals(problem)) {
            problem = String.valueOf(failure.getMessage());
            LOG.error(
                    "The shipped routes among {} do not start again, and are tried again: {}", owed, problem, failure);
        }
    }

    /** Starts those that a file was to replace, but does not, and those that did not start. */
    void retry() {
        if (owed.isEmpty()) {
            return;
        }
        Set<String> absent = new HashSet<>(owed);
        owed.clear();
        absent.removeAll(swap.present());
        restore(absent);
    }
}
