package io.wadi.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out who sent a request: the proxy names the user, or user and password are in a header, or
 * a cookie has a session. */
final class Identification {

    private final HttpAccess access;

    Identification(HttpAccess access) {
        this.access = access;
    }

    /**
     * Calls back with who sent the request, or null for nobody; at once, unless a password must be checked by bcrypt,
     * which blocks.
     */
    void identify(RoutingContext context, Consumer<Person> then) {
        Optional<String> named = access.proxy().user(context.request());
        if (named.isPresent()) {
            ofProxy(context, named.get(), then);
            return;
        }
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            then.accept(ofSession(context));
            return;
        }
        Person known = access.logins().known(authorization);
        if (known != null || !access.logins().hasMore()) {
            then.accept(known);
            return;
        }
        // The body must wait until there is a handler for it.
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> Optional.ofNullable(access.logins().check(authorization)), false)
                .onComplete(checked -> {
                    context.request().resume();
                    then.accept(checked.succeeded() ? checked.result().orElse(null) : null);
                });
    }

    private void ofProxy(RoutingContext context, String name, Consumer<Person> then) {
        Person person = access.logins().proxied(name, access.proxy().roles(context.request()));
        if (person == null) {
            String why = access.logins().isMisspelt(name)
                    ? "the users file has this name in other letters"
                    : "neither the users file nor the proxy says one";
            Audit.of(context, name + " (no role)");
            Gate.forbid(context, name + " has no role: " + why);
        } else {
            then.accept(person);
        }
    }

    private Person ofSession(RoutingContext context) {
        String id = Cookies.session(context.request());
        Sessions.Session session = access.sessions().find(id);
        Person person = session == null ? null : access.logins().still(session.login());
        if (session != null && person == null) {
            access.sessions().close(id);
        }
        return person;
    }

    /**
     * Why a request that changes something may not do so; empty if it may. A browser sends a session's cookie by itself, so the
     * page must prove that it can read the session's token. It also sends a password that it knows, or the cookie of a proxy, so
     * the page must be one of this server.
     */
    Optional<String> objection(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!Role.isChange(context)) {
            return Optional.empty();
        }
        Sessions.Session session = isOfSession(request) ? access.sessions().find(Cookies.session(request)) : null;
        if (session == null) {
            return SameOrigin.is(request) ? Optional.empty() : Optional.of(SameOrigin.SENTENCE);
        }
        return session.isToken(request.getHeader(Cookies.TOKEN_HEADER))
                ? Optional.empty()
                : Optional.of("Header " + Cookies.TOKEN_HEADER + " must repeat cookie XSRF-TOKEN");
    }

    private boolean isOfSession(HttpServerRequest request) {
        return !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && access.proxy().user(request).isEmpty();
    }

    /** Where nobody is known: the page with the form for who opens a page, otherwise status 401. */
    static void ask(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isWrong = request.headers().contains(HttpHeaders.AUTHORIZATION);
        if (!isWrong && opensPage(request)) {
            String to = URLEncoder.encode(Pages.asked(context), StandardCharsets.UTF_8);
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.LOCATION, LoginPage.PATH + "?to=" + to)
                    .end();
            return;
        }
        // Scripts of the pages go to the form; with this header, browsers would ask in a dialog of their own.
        if (isWrong || !isOfScript(request) && Cookies.session(request) == null) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Wadi\", charset=\"UTF-8\"");
        }
        Gate.refuse(context, 401, "Authentication required");
    }

    /** By the pages' own header, or by that of browsers, which they send to secure origins only. */
    private static boolean isOfScript(HttpServerRequest request) {
        return request.headers().contains("X-Requested-With")
                || request.headers().contains("Sec-Fetch-Mode");
    }

    private static boolean opensPage(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.method().equals(HttpMethod.GET) && accepted != null && accepted.contains("text/html");
    }
}
