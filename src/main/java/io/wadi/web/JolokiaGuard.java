package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Filters requests to Jolokia. {@code jolokia-access.xml} decides what may be read and executed. This handler refuses,
 * with an HTTP error status, what no console needs: writing, changes by GET, and requests from pages of other sites.
 */
final class JolokiaGuard implements Handler<RoutingContext> {

    private static final Set<String> BY_GET = Set.of("", "read", "list", "search", "version");
    private static final Set<String> BY_POST = Set.of("read", "list", "search", "version", "exec");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;

    JolokiaGuard(String path) {
        this.path = path;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!SameOrigin.is(context.request())) {
            refuse(context, 403, SameOrigin.SENTENCE);
        } else if (method.equals(HttpMethod.GET)) {
            String type = context.normalizedPath().substring(path.length()).replaceFirst("^/", "");
            pass(context, BY_GET.contains(type.replaceFirst("/.*", "")), "GET requests may only read");
        } else if (method.equals(HttpMethod.POST)) {
            post(context);
        } else {
            refuse(context, 405, "Only GET and POST are allowed");
        }
    }

    private static void post(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            JsonNode json = JSON.readTree(body == null ? new byte[0] : body.getBytes());
            if (executes(json) && !Role.needAdmin(context)) {
                refuse(context, 403, "Executing needs role " + Role.ADMIN.word());
                return;
            }
            pass(context, isAllowed(json), "Only reading and executing are allowed");
        } catch (IOException e) {
            refuse(context, 400, "The body is not JSON");
        }
    }

    /** Whether it or one of its requests does anything but read. */
    private static boolean executes(JsonNode json) {
        for (JsonNode request : json.isArray() ? json : List.of(json)) {
            if (!BY_GET.contains(request.path("type").asText().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is one request or a list of requests, each of an allowed type. */
    private static boolean isAllowed(JsonNode json) {
        if (!json.isArray()) {
            return BY_POST.contains(json.path("type").asText().toLowerCase(Locale.ROOT));
        }
        for (JsonNode request : json) {
            if (request.isArray() || !isAllowed(request)) {
                return false;
            }
        }
        return true;
    }

    private static void pass(RoutingContext context, boolean allowed, String otherwise) {
        if (allowed) {
            context.next();
        } else {
            refuse(context, 403, otherwise);
        }
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("status", status).put("error", reason).encode());
    }
}
