package io.wadi.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.RuntimeMBeanException;
import org.apache.camel.component.platform.http.plugin.DefaultJolokiaPlatformHttpPlugin;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.http.HttpRequestHandler;

/** Camel's Jolokia, but with answers that show no secrets of attributes, dumped routes and errors. */
final class JolokiaAnswers extends DefaultJolokiaPlatformHttpPlugin {

    private static final Set<String> OF_NAMES = Set.of("list", "search");

    private final KnownSecrets secrets;

    JolokiaAnswers(KnownSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Object getHandler() {
        return (Handler<RoutingContext>) this::handle;
    }

    private void handle(RoutingContext context) {
        HttpRequestHandler jolokia = getJolokiaRequestHandler();
        SecretMask mask = secrets.mask();
        JSONStructure answer;
        try {
            answer = answer(jolokia, context, mask);
        } catch (RuntimeMBeanException e) {
            answer = jolokia.handleThrowable(e.getTargetException());
        } catch (Exception e) {
            answer = jolokia.handleThrowable(e);
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(((JSONStructure) masked(answer, mask, false)).toJSONString());
    }

    private static JSONStructure answer(HttpRequestHandler jolokia, RoutingContext context, SecretMask mask)
            throws Exception {
        HttpServerRequest request = context.request();
        if (request.method().equals(HttpMethod.GET)) {
            return jolokia.handleGetRequest(request.uri(), within(context), parameters(request));
        }
        Buffer body = context.body().buffer();
        InputStream in = body == null
                ? InputStream.nullInputStream()
                : new ByteArrayInputStream(new MaskedNames(mask).resolve(body.getBytes()));
        return jolokia.handlePostRequest(request.uri(), in, StandardCharsets.UTF_8.name(), parameters(request));
    }

    /** The path behind Jolokia's own. */
    private static String within(RoutingContext context) {
        String rest = context.pathParam("*");
        return rest == null || !rest.startsWith("/") ? "/" + (rest == null ? "" : rest) : rest;
    }

    /** Only options of the answer. Jolokia takes a whole request from parameter {@code p}, which nobody has checked. */
    private static Map<String, String[]> parameters(HttpServerRequest request) {
        return request.params().names().stream()
                .filter(name -> ConfigKey.getRequestConfigKey(name) != null)
                .collect(Collectors.toMap(
                        name -> name, name -> request.params().getAll(name).toArray(String[]::new)));
    }

    /** Keys are names of MBeans or of attributes, and so are the texts of answers that list such names. */
    private static Object masked(Object value, SecretMask mask, boolean isName) {
        if (value instanceof Map<?, ?> map) {
            boolean areNames = isName || isOfNames(map);
            JSONObject masked = new JSONObject();
            map.forEach(
                    (key, inner) -> masked.put(mask.name((String) key), masked((String) key, inner, mask, areNames)));
            return masked;
        } else if (value instanceof List<?> list) {
            return new JSONArray(
                    list.stream().map(inner -> masked(inner, mask, isName)).toList());
        } else if (value instanceof String text) {
            return isName ? mask.name(text) : mask.text(text);
        }
        return value;
    }

    private static Object masked(String key, Object value, SecretMask mask, boolean isName) {
        if (value instanceof String text && SecretMask.isSecret(key)) {
            return text.isEmpty() ? text : SecretMask.MASK;
        }
        return masked(value, mask, isName || key.equals("mbean"));
    }

    private static boolean isOfNames(Map<?, ?> answer) {
        return answer.get("request") instanceof Map<?, ?> request && OF_NAMES.contains(request.get("type"));
    }
}
