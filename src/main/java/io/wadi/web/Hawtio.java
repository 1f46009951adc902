package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The Hawtio console: the files of its Spring Boot artifact, and the answers of its server. The login is HTTP basic
 * authentication by the {@link Gate}.
 */
final class Hawtio {

    private static final String BASE = "/hawtio";
    private static final String JOLOKIA = BASE + "/jolokia";
    private static final String FILES = "hawtio-static";
    private static final String INDEX = BASE + "/index.html";
    /** That of the {@link Gate}, which was added first, so nobody is heard whom it does not admit. Camel's routes follow. */
    private static final int BEHIND_GATE = 1;

    private final HttpAccess access;

    Hawtio(HttpAccess access) {
        this.access = access;
    }

    /** Adds the console's paths; those of Jolokia come before Camel's own. */
    void mount(Router router) {
        router.route(JOLOKIA + "*")
                .order(BEHIND_GATE)
                .handler(BodyHandler.create(false).setBodyLimit(access.maxBodyBytes()))
                .handler(new JolokiaGuard(JOLOKIA, access));
        router.get(BASE).handler(Hawtio::addSlash);
        shown(router, "/user").handler(context -> json(context, Json.encode(Person.nameOf(context.user(), "public"))));
        answer(router, "/plugin", "[]");
        answer(router, "/auth/config/login", "[]");
        answer(router, "/auth/config/session-timeout", "{}");
        answer(router, "/keycloak/enabled", "false");
        answer(router, "/proxy/enabled", "false");
        answer(router, "/preset-connections", "[]");
        answer(router, "/hawtconfig.json", BRANDING);
        shown(router, "/*").handler(files());
        shown(router, "/*").handler(Hawtio::page);
    }

    private static Route shown(Router router, String path) {
        return router.route(BASE + path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /**
     * Browsers ask whether each file has changed, as for the other {@link Pages}. From its own store, a browser would show the
     * page to somebody whose session has ended, where no request of the page succeeds, instead of the form to log in.
     */
    private static Handler<RoutingContext> files() {
        StaticHandler files = StaticHandler.create(FILES).setMaxAgeSeconds(0);
        return context -> {
            context.addHeadersEndHandler(done -> context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache"));
            files.handle(context);
        };
    }

    /** Vert.x routes the path with and without a slash alike; only the path without one is redirected. */
    private static void addSlash(RoutingContext context) {
        if (context.request().path().endsWith("/")) {
            context.next();
        } else {
            context.redirect(BASE + "/");
        }
    }

    /** Paths without a dot are pages of the console, which its script renders. */
    private static void page(RoutingContext context) {
        if (context.normalizedPath().contains(".") || context.normalizedPath().startsWith(BASE + "/auth/")) {
            context.next();
        } else {
            context.reroute(INDEX);
        }
    }

    private static void answer(Router router, String path, String json) {
        shown(router, path).handler(context -> json(context, json));
    }

    private static void json(RoutingContext context, String json) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json);
    }

    private static final String BRANDING = """
            {"branding": {"appName": "Wadi", "showAppName": true, "appLogoUrl": "img/hawtio-logo.svg",
              "appLogoDarkModeUrl": "img/hawtio-logo-darkmode.svg", "css": "", "favicon": ""},
             "login": {"description": "", "links": []},
             "about": {"title": "Wadi", "productInfo": [], "additionalInfo": "", "copyright": "",
              "imgSrc": "img/hawtio-logo.svg", "imgDarkModeSrc": "img/hawtio-logo-darkmode.svg"},
             "disabledRoutes": ["/connect", "/jvm-diagnostics", "/logs", "/quartz", "/runtime", "/springboot"]}
            """;
}
