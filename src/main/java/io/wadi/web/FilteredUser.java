package io.wadi.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.wadi.filter.FlowFilter;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * What a user may ask who sees a part of the traffic only: the pages, and the queries that carry the user's filter.
 * Everything else is refused, also paths that routes of the user's own serve, because nothing limits their answers.
 */
final class FilteredUser {

    private static final String FILTER = "filter";

    /** Each of these applies the filter, or knows nothing of the traffic. */
    private static final Set<String> QUERIES = Set.of(
            "/api/totals",
            "/api/bytes-by-time",
            "/api/explore",
            "/api/protocols",
            "/api/top-talkers",
            "/api/countries",
            "/api/host-map",
            "/api/conversations",
            "/api/host",
            "/api/host-peers",
            "/api/interfaces",
            "/api/extent",
            "/api/openapi.json");

    private static final Set<String> PAGES = Set.of(
            "/",
            "/index.html",
            "/app.js",
            "/app.css",
            "/explore",
            "/explore.html",
            "/explore.js",
            "/explore.css",
            "/world.json",
            "/licences.txt");

    private FilteredUser() {}

    /** Whether such a user may send this request. */
    static boolean may(RoutingContext context) {
        String path = context.normalizedPath();
        HttpMethod method = context.request().method();
        boolean isReading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return isReading && (QUERIES.contains(path) || PAGES.contains(path)) || path.equals(LoginPage.LOGOUT);
    }

    /** The user for routes. */
    static User named(String name, FlowFilter filter) {
        User user = User.fromName(name);
        user.principal().put(FILTER, filter.text());
        return user;
    }

    /** The filter of whoever sent the request of an exchange; all flows if there is none. */
    static FlowFilter filterOf(Exchange exchange) {
        User user = exchange.getMessage().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        String text = user == null ? "" : user.principal().getString(FILTER, "");
        return text.isEmpty() ? FlowFilter.ALL : FlowFilter.parse(text);
    }
}
