package io.wadi.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user may do; each role also may what those before it may. */
enum Role {
    /** See pages, figures, health, metrics and Hawtio. */
    VIEWER,
    /** Acknowledge alerts and change saved views. */
    OPERATOR,
    /** Everything, above all execute operations in Hawtio that change something. */
    ADMIN;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String JOLOKIA = "/hawtio/jolokia";
    private static final String NEEDED = "wadi.role";

    /** The role of this name. */
    static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** Its name in files and messages. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may what another one may. */
    boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * Says that a request, which the {@link Gate} has admitted, needs an admin.
     *
     * @return false if it is not from one
     */
    static boolean needAdmin(RoutingContext context) {
        context.put(NEEDED, ADMIN);
        Audit.of(context);
        Person person = Person.of(context);
        return person == null || person.role().includes(ADMIN);
    }

    /** The role that a request needs at least. */
    static Role of(RoutingContext context) {
        Role needed = context.get(NEEDED);
        return needed == null ? of(context.request().method(), context.normalizedPath()) : needed;
    }

    /** Whether a request changes something, as far as that is known. */
    static boolean isChange(RoutingContext context) {
        String path = context.normalizedPath();
        return of(context) != VIEWER || path.equals(LoginPage.LOGOUT);
    }

    /**
     * The role that a request needs at least. Consoles read by POST, so {@link JolokiaGuard} looks into such requests.
     *
     * @param path normalized, so that no other spelling leads to the same place
     */
    private static Role of(HttpMethod method, String path) {
        if (READING.contains(method) || isForAll(path)) {
            return VIEWER;
        }
        return path.startsWith("/api/") ? OPERATOR : ADMIN;
    }

    private static boolean isForAll(String path) {
        return path.equals(LoginPage.LOGOUT) || path.equals(JOLOKIA) || path.startsWith(JOLOKIA + "/");
    }
}
