package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Serves the dashboard, class path folder {@code io/wadi/pages}, at the root of Camel's HTTP server, and adds security headers to
 * its responses and those of the API. Paths of other routes and consoles have precedence over the files.
 */
public final class Pages {

    private static final String FOLDER = "io/wadi/pages";
    private static final String API = "/api/*";
    private static final List<String> WRITTEN = List.of("/api/alerts/*", "/api/views");
    private static final String QUESTIONS = "/explore";
    private static final String ASKED = "wadi.asked";
    private static final int FIRST = -1;
    private static final String PAGE_POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'; object-src 'none'";
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private Pages() {}

    /**
     * Adds the page to the HTTP server of a started context.
     *
     * @throws IllegalStateException if the context has no HTTP server
     */
    public static void mount(CamelContext context) {
        VertxPlatformHttpRouter router = context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(candidate -> !candidate.isManagementServer())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The HTTP server is not running"));
        router.route(API).order(FIRST).handler(request -> {
            secure(request, "no-store", API_POLICY);
            request.next();
        });
        for (String written : WRITTEN) {
            router.route(written).order(FIRST).handler(new WriteGuard());
        }
        router.route(API).last().handler(Pages::noSuchQuery);
        router.get(QUESTIONS)
                .order(FIRST)
                .handler(request -> request.put(ASKED, request.request().uri()).reroute(QUESTIONS + ".html"));
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).last().handler(files());
    }

    /** The path and query that the browser has asked for; a file in the place of a page has no query. */
    static String asked(RoutingContext request) {
        return request.get(ASKED, request.request().uri());
    }

    /** Browsers revalidate every file, so an upgrade is visible at once, at the price of a short response. */
    static Handler<RoutingContext> files() {
        StaticHandler files = StaticHandler.create(FileSystemAccess.RELATIVE, FOLDER)
                .setIncludeHidden(false)
                .setMaxAgeSeconds(0);
        return request -> {
            secure(request, "no-cache", PAGE_POLICY);
            files.handle(request);
        };
    }

    /** Runs last, because the file handler and Camel set or filter some of these headers. */
    private static void secure(RoutingContext request, String caching, String policy) {
        request.addHeadersEndHandler(done -> {
            MultiMap headers = request.response().headers();
            headers.set("Cache-Control", caching);
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
        });
    }

    private static void noSuchQuery(RoutingContext request) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"This query does not exist; /api/openapi.json describes all queries\"}");
    }
}
