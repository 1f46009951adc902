package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Filters requests that change something. A page of another site can make a browser, which knows the password, send a
 * form, but not JSON; and such requests name their origin. It reads the request itself, because Camel's headers contain
 * the parameters of the query, which such a page chooses.
 */
final class WriteGuard implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)) {
            context.next();
        } else if (!SameOrigin.is(context.request())) {
            refuse(context, 403, SameOrigin.SENTENCE);
        } else if (!isJson(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            refuse(context, 415, "Content-Type must be application/json");
        } else {
            Audit.of(context);
            context.next();
        }
    }

    private static boolean isJson(String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("error", reason).encode());
    }
}
