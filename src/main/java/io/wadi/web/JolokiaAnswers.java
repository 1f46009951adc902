package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.component.platform.http.plugin.DefaultJolokiaPlatformHttpPlugin;
import org.jolokia.server.core.config.ConfigKey;

/** Camel's Jolokia, but with answers that show no secrets of attributes, dumped routes and errors. */
final class JolokiaAnswers extends DefaultJolokiaPlatformHttpPlugin {

    private static final int MOST_WAITING = 100;

    private final KnownSecrets secrets;
    private final AtomicInteger waiting = new AtomicInteger();
    private WorkerExecutor worker;

    JolokiaAnswers(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Object getHandler() {
        return (Handler<RoutingContext>) this::handle;
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Map<String, String[]> options = options(request);
        Buffer body = context.body().buffer();
        String path = within(context);
        boolean isPost = request.method().equals(HttpMethod.POST);
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            JolokiaGuard.refuse(context, 503, "Too many requests wait for an answer");
            return;
        }
        // Jolokia answers one request after the other: some take seconds and hundreds of megabytes.
        worker(context.vertx())
                .executeBlocking(() -> {
                    JolokiaCall call =
                            new JolokiaCall(getJolokiaRequestHandler(), request.uri(), options, secrets.mask());
                    String answer = isPost ? call.post(body == null ? new byte[0] : body.getBytes()) : call.get(path);
                    Audit.add(context, call.executed().toString());
                    return answer;
                })
                .onComplete(done -> waiting.decrementAndGet())
                .onSuccess(answer -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(answer))
                .onFailure(context::fail);
    }

    private synchronized WorkerExecutor worker(Vertx vertx) {
        if (worker == null) {
            worker = vertx.createSharedWorkerExecutor("jolokia", 1);
        }
        return worker;
    }

    /** The path behind Jolokia's own. */
    private static String within(RoutingContext context) {
        String rest = context.pathParam("*");
        return rest == null || !rest.startsWith("/") ? "/" + (rest == null ? "" : rest) : rest;
    }

    /** Only options of the answer. Jolokia takes a whole request from parameter {@code p}, which nobody has checked. */
    private static Map<String, String[]> options(HttpServerRequest request) {
        return request.params().names().stream()
                .filter(name -> ConfigKey.getRequestConfigKey(name) != null)
                .collect(Collectors.toMap(
                        name -> name, name -> request.params().getAll(name).toArray(String[]::new)));
    }
}
