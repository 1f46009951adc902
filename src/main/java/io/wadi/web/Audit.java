package io.wadi.web;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log {@code io.wadi.audit} for each request that changes something, also for those that are refused, and for
 * each that is refused for the user's role or filter.
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("io.wadi.audit");

    private static final String KEY = "wadi.audited";
    private static final String DETAILS = "wadi.audited.details";

    private Audit() {}

    /** Writes the line when the answer has been sent, once. */
    static void of(RoutingContext context) {
        of(context, "nobody");
    }

    /**
     * Writes the line when the answer has been sent, once.
     *
     * @param otherwise who sent the request, if that is no {@link Person} with a role
     */
    static void of(RoutingContext context, String otherwise) {
        if (context.data().put(KEY, true) == null) {
            context.addEndHandler(sent -> write(context, otherwise));
        }
    }

    /** Says more in the line than its path does. */
    static void add(RoutingContext context, String details) {
        context.put(DETAILS, details);
    }

    private static void write(RoutingContext context, String otherwise) {
        Person person = Person.of(context);
        String details = context.get(DETAILS, "");
        LOG.info(
                "{} from {}: {} {} {}{}",
                person == null
                        ? otherwise
                        : person.name() + " (" + person.role().word() + ")",
                context.request().remoteAddress().hostAddress(),
                context.request().method(),
                context.normalizedPath(),
                context.response().getStatusCode(),
                details.isEmpty() ? "" : " (" + details + ")");
    }
}
