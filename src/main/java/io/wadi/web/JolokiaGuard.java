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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Filters requests to Jolokia. {@code jolokia-access.xml} decides what may be read and executed. This handler refuses,
 * with an HTTP error status, what no console needs: writing, changes by GET, and requests from pages of other sites.
 */
final class JolokiaGuard implements Handler<RoutingContext> {

    /** Jolokia executes what it contains, whatever the path is. */
    private static final String WHOLE_REQUEST = "p";

    private static final Set<String> BY_GET = Set.of("", "read", "list", "search", "version");
    private static final Set<String> BY_POST = Set.of("read", "list", "search", "version", "exec");
    /** Operations of Camel that only show something, such as those that Hawtio draws its first screen with. */
    private static final Pattern SHOWING = Pattern.compile("(dump\\w+AsXml|isUpdateRouteEnabled|findComponentNames"
            + "|listComponents|languageNames|componentNames|dataFormatNames|processors|details|browse"
            + "|endpointStatistics|listRestServices)(\\(.*)?");

    private static final String CAMEL = "org.apache.camel:";
    private static final Set<String> BY_NAME = Set.of("read", "search");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final Identification identification;

    JolokiaGuard(String path, HttpAccess access) {
        this.path = path;
        identification = new Identification(access);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!SameOrigin.is(context.request())) {
            refuseChange(context, 403, SameOrigin.SENTENCE);
        } else if (context.request().params().contains(WHOLE_REQUEST)) {
            refuseChange(
                    context, 400, "Parameter " + WHOLE_REQUEST + " is not supported: put the request into the path");
        } else if (method.equals(HttpMethod.GET)) {
            get(context, context.normalizedPath().substring(path.length()).replaceFirst("^/", ""));
        } else if (method.equals(HttpMethod.POST)) {
            post(context);
        } else {
            refuseChange(context, 405, "Only GET and POST are allowed");
        }
    }

    /** A slash within a part of the path is written {@code !/}. */
    private static void get(RoutingContext context, String request) {
        String[] parts = request.split("(?<!!)/", 3);
        Optional<String> wrong =
                parts.length > 1 && BY_NAME.contains(parts[0]) ? wrongName(decoded(parts[1])) : Optional.empty();
        if (wrong.isPresent()) {
            refuse(context, 400, wrong.get());
        } else {
            pass(context, BY_GET.contains(parts[0]), "GET requests may only read");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceAll("!(.)", "$1");
    }

    /** Jolokia would answer it with status 500 and the name of a class. */
    private static Optional<String> wrongName(String name) {
        try {
            new ObjectName(name.isEmpty() ? "*:*" : name);
            return Optional.empty();
        } catch (MalformedObjectNameException e) {
            return Optional.of(name + " is no name of MBeans, such as org.apache.camel:type=routes,*");
        }
    }

    private static Optional<String> wrongName(JsonNode json) {
        for (JsonNode request : json.isArray() ? json : List.of(json)) {
            Optional<String> wrong = wrongName(request.path("mbean").asText());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private void post(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            JsonNode json = JSON.readTree(body == null ? new byte[0] : body.getBytes());
            if (executes(json) && isRefused(context)) {
                return;
            }
            Optional<String> wrong = wrongName(json);
            if (wrong.isPresent()) {
                refuse(context, 400, wrong.get());
            } else {
                pass(context, isAllowed(json), "Only reading and executing are allowed");
            }
        } catch (IOException e) {
            refuse(context, 400, "The body is not JSON");
        }
    }

    /** The gate takes requests to Jolokia for reading, so what it asks of changes is asked here. */
    private boolean isRefused(RoutingContext context) {
        boolean isAdmin = Role.needAdmin(context);
        Optional<String> objection = identification.objection(context);
        if (objection.isPresent()) {
            Gate.forbid(context, objection.get());
        } else if (!isAdmin) {
            Gate.refuse(context, Person.of(context), Role.ADMIN);
        }
        return objection.isPresent() || !isAdmin;
    }

    /** Whether it or one of its requests does anything but read. */
    static boolean executes(JsonNode json) {
        for (JsonNode request : json.isArray() ? json : List.of(json)) {
            String type = request.path("type").asText().toLowerCase(Locale.ROOT);
            if (!BY_GET.contains(type) && !(type.equals("exec") && shows(request))) {
                return true;
            }
        }
        return false;
    }

    private static boolean shows(JsonNode exec) {
        return exec.path("mbean").asText().startsWith(CAMEL)
                && SHOWING.matcher(exec.path("operation").asText()).matches();
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
            refuseChange(context, 403, otherwise);
        }
    }

    /** The gate has taken it for reading, so it is not audited yet. */
    private static void refuseChange(RoutingContext context, int status, String reason) {
        Audit.of(context);
        refuse(context, status, reason);
    }

    static void refuse(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("status", status).put("error", reason).encode());
    }
}
