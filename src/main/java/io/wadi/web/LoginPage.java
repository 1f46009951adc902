package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Logging in by a form and out again. {@code POST /login} with a JSON object of {@code user} and {@code password} answers
 * 204 and the cookies of a session, or 401; {@code POST /logout} ends the session. Hawtio leaves by {@code GET
 * /hawtio/auth/logout}.
 */
final class LoginPage {

    static final String PATH = "/login";
    static final String LOGOUT = "/logout";

    private static final String FILE = "/login.html";
    private static final String HAWTIO_LOGOUT = "/hawtio/auth/logout";
    private static final Set<String> OPEN =
            Set.of(PATH, FILE, HAWTIO_LOGOUT, "/login.js", "/login.css", "/theme.js", "/icon.svg");
    private static final Set<String> FIELDS = Set.of("user", "password");
    private static final int MOST_BYTES = 4_096;
    private static final int LONGEST = 1_000;

    /** For one address; passwords that are right count, too. */
    private static final int ATTEMPTS_PER_SECOND = 5;

    private final HttpAccess access;
    private final RateLimiter attempts = new RateLimiter(ATTEMPTS_PER_SECOND);

    LoginPage(HttpAccess access) {
        this.access = access;
    }

    /** Whether a request needs no login, because it leads to one. */
    static boolean isOpen(HttpMethod method, String path) {
        boolean isReading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return isReading && OPEN.contains(path) || method.equals(HttpMethod.POST) && path.equals(PATH);
    }

    /** Adds the paths, if there is anybody who may log in. */
    void mount(Router router) {
        if (!access.isClosed()) {
            return;
        }
        router.get(PATH).handler(request -> request.reroute(FILE));
        router.get(HAWTIO_LOGOUT).handler(this::leave);
        // On a route with a path, the handler of files would look for what follows that path.
        Handler<RoutingContext> files = Pages.files();
        router.get().handler(context -> {
            if (isOpen(context.request().method(), context.normalizedPath())) {
                files.handle(context);
            } else {
                context.next();
            }
        });
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(new WriteGuard())
                .handler(this::login);
        router.post(LOGOUT).handler(new WriteGuard()).handler(this::logout);
    }

    private void login(RoutingContext context) {
        if (!attempts.take(context.request().remoteAddress().hostAddress(), 1)) {
            context.response().putHeader("Retry-After", "1");
            refuse(context, 429, "Too many attempts; wait a second");
            return;
        }
        JsonBody body = body(context);
        if (body == null) {
            refuse(context, 400, "The body must be a JSON object with the texts \"user\" and \"password\"");
            return;
        }
        String user = body.json().get("user").asText();
        String password = body.json().get("password").asText();
        context.vertx()
                .executeBlocking(() -> Optional.ofNullable(access.logins().login(user, password)), false)
                .onComplete(checked ->
                        answer(context, checked.succeeded() ? checked.result().orElse(null) : null));
    }

    private static JsonBody body(RoutingContext context) {
        try {
            JsonBody body = JsonBody.read(
                    context.body().buffer() == null
                            ? new byte[0]
                            : context.body().buffer().getBytes());
            boolean isRight = body.fields().equals(FIELDS)
                    && FIELDS.stream()
                            .allMatch(field -> body.json().get(field).isTextual()
                                    && body.json().get(field).asText().length() <= LONGEST);
            return isRight ? body : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void answer(RoutingContext context, Login login) {
        if (login == null) {
            refuse(context, 401, "User or password is wrong");
            return;
        }
        login.person().sent(context);
        access.sessions().close(Cookies.session(context.request()));
        Cookies.set(context, access.sessions().open(login), access.proxy().isEncrypted(context.request()));
        context.response().setStatusCode(204).end();
    }

    private void logout(RoutingContext context) {
        endSession(context);
        context.response().setStatusCode(204).end();
    }

    private void endSession(RoutingContext context) {
        access.sessions().close(Cookies.session(context.request()));
        Cookies.remove(context, access.proxy().isEncrypted(context.request()));
    }

    /** From another site, a browser sends no cookie, so no other site ends a session. */
    private void leave(RoutingContext context) {
        if (Cookies.session(context.request()) != null && SameOrigin.is(context.request())) {
            endSession(context);
        }
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.LOCATION, PATH + "?to=%2Fhawtio%2F")
                .end();
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("error", reason).encode());
    }
}
