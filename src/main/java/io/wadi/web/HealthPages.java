package io.wadi.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * {@code /observe/health}: all checks; {@code …/ready}: checks of whether the process can work; {@code …/live}: only
 * that it runs, because this needs no password. Status 200 if up, otherwise 503. They replace Camel's own pages, which
 * show stack traces and settings if a parameter asks for them.
 */
final class HealthPages {

    private static final String ALL = "/observe/health";
    private static final String READY = ALL + "/ready";
    private static final int DOWN = 503;

    private final CamelContext camel;
    private final KnownSecrets secrets;

    HealthPages(CamelContext camel, KnownSecrets secrets) {
        this.camel = camel;
        this.secrets = secrets;
    }

    void mount(Router router) {
        router.get(Gate.LIVE).handler(context -> send(context, new JsonObject().put("status", "UP")));
        router.get(READY).handler(context -> answer(context, () -> HealthCheckHelper.invokeReadiness(camel, "full")));
        router.get(ALL).handler(context -> answer(context, () -> HealthCheckHelper.invoke(camel, "full")));
    }

    /** Checks in users' routes may be slow, so all checks run in parallel and off the event loop. */
    private void answer(RoutingContext context, Supplier<Collection<HealthCheck.Result>> checks) {
        context.vertx()
                .executeBlocking(() -> report(checks.get()), false)
                .onSuccess(report -> send(context, report))
                .onFailure(context::fail);
    }

    private JsonObject report(Collection<HealthCheck.Result> results) {
        boolean up = results.stream().allMatch(result -> result.getState() == HealthCheck.State.UP);
        SecretMask mask = secrets.mask();
        JsonArray checks = new JsonArray();
        results.stream()
                .sorted(Comparator.comparing(result -> result.getCheck().getId()))
                .forEach(result -> checks.add(check(result, mask)));
        return new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", checks);
    }

    private static JsonObject check(HealthCheck.Result result, SecretMask mask) {
        JsonObject check = new JsonObject()
                .put("name", result.getCheck().getId())
                .put("status", result.getState().name());
        result.getMessage().ifPresent(message -> check.put("message", mask.text(message)));
        return check;
    }

    private static void send(RoutingContext context, JsonObject report) {
        context.response()
                .setStatusCode(report.getString("status").equals("UP") ? 200 : DOWN)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(report.encodePrettily() + "\n");
    }
}
