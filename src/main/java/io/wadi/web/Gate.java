package io.wadi.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first handler of every request: it limits rate, path and size, and requires a login except for {@link
 * #LIVE} and the page with the form. It runs on the event loop and never blocks.
 */
final class Gate implements AuthenticationHandler {

    /** The one path that needs no password. */
    static final String LIVE = "/observe/health/live";

    private static final int FAILED_LOGIN_COST = 20;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final HttpAccess access;
    private final RateLimiter limiter;
    private final Identification identification;

    Gate(HttpAccess access) {
        this.access = access;
        limiter = new RateLimiter(access.requestsPerSecond());
        identification = new Identification(access);
    }

    @Override
    public void handle(RoutingContext context) {
        secure(context.response());
        HttpServerRequest request = context.request();
        String client = request.remoteAddress().hostAddress();
        if (!limiter.take(client, 1)) {
            context.response().putHeader("Retry-After", "1");
            refuse(context, 429, "Too many requests");
        } else if (climbs(request.path())) {
            refuse(context, 400, "Bad path");
        } else if (declaredLength(request) > access.maxBodyBytes()) {
            // The rest of the body is not read, so the connection must close.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refuse(context, 413, "Request body too long");
        } else if (access.isClosed()) {
            authenticate(context, client);
        } else if (isOwnName(request.authority())) {
            identification.objection(context).ifPresentOrElse(reason -> refuse(context, reason), context::next);
        } else {
            refuse(context, 421, "Without wadi.http.user only localhost is served");
        }
    }

    private void authenticate(RoutingContext context, String client) {
        String path = context.normalizedPath();
        if (LIVE.equals(path) || LoginPage.isOpen(context.request().method(), path)) {
            context.next();
        } else {
            identification.identify(context, person -> answer(context, client, person));
        }
    }

    private void answer(RoutingContext context, String client, Person person) {
        if (person == null) {
            if (context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
                limiter.charge(client, FAILED_LOGIN_COST);
            }
            Identification.ask(context);
        } else {
            person.sent(context);
            identification
                    .objection(context)
                    .ifPresentOrElse(reason -> refuse(context, reason), () -> admit(context, person));
        }
    }

    private static void refuse(RoutingContext context, String reason) {
        Audit.of(context);
        forbid(context, reason);
    }

    private static void admit(RoutingContext context, Person person) {
        Role needed = Role.of(context);
        if (needed != Role.VIEWER) {
            Audit.of(context);
        }
        if (person.isFiltered() && !FilteredUser.may(context)) {
            refuse(context, person.name() + " may see a part of the traffic only, and this is not limited to it");
        } else if (person.role().includes(needed)) {
            context.next();
        } else {
            refuse(context, person, needed);
        }
    }

    /** Refuses a request for the user's role. */
    static void refuse(RoutingContext context, Person person, Role needed) {
        refuse(
                context,
                "This needs role " + needed.word() + "; " + person.name() + " has role "
                        + person.role().word());
    }

    static void forbid(RoutingContext context, String reason) {
        context.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("error", reason).encode());
    }

    /** A foreign site can point its own host name at 127.0.0.1; requests of its pages then carry that name. */
    private boolean isOwnName(HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(host).matches() || host.equalsIgnoreCase(access.host());
    }

    private static boolean climbs(String path) {
        String plain = path == null ? "" : path.toLowerCase(Locale.ROOT);
        String decoded = plain.replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/")
                .replace('\\', '/');
        return decoded.contains("/../") || decoded.endsWith("/..") || decoded.contains("%00");
    }

    /** The length in the request's header; a body without a length is limited while it is read. */
    private static long declaredLength(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static void secure(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "SAMEORIGIN")
                .putHeader("Referrer-Policy", "same-origin");
    }

    static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                .end(reason + "\n");
    }
}
