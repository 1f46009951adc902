package io.wadi.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.RuntimeMBeanException;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.http.HttpRequestHandler;

/**
 * One HTTP request to Jolokia, whose answer shows no secrets. Of a list of requests one is executed after the other, and only the
 * text of its answer is kept. After {@value #LONGEST} characters of all of them, or a minute, the rest is refused.
 */
final class JolokiaCall {

    private static final int LONGEST = 32_000_000;

    private static final Set<String> OF_NAMES = Set.of("list", "search");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LATEST = Duration.ofSeconds(60);
    private static final String REFUSAL = JSON.createObjectNode()
            .put("status", 413)
            .put("error", "The answers together are too long or take too long: ask for less at a time")
            .toString();

    private final HttpRequestHandler jolokia;
    private final String uri;
    private final Map<String, String[]> options;
    private final SecretMask mask;
    private final ExecutedOperations executed;

    /** Creates a call; {@code options} are those of the answer. */
    JolokiaCall(HttpRequestHandler jolokia, String uri, Map<String, String[]> options, SecretMask mask) {
        this.jolokia = jolokia;
        this.uri = uri;
        this.options = options;
        this.mask = mask;
        executed = new ExecutedOperations(mask);
    }

    /** What the requests so far have executed. */
    ExecutedOperations executed() {
        return executed;
    }

    /** The answer to the request in a path. */
    String get(String path) {
        return answer(() -> jolokia.handleGetRequest(uri, path, options)).toJSONString();
    }

    /** The answer to the request in a body, or to a list of them. */
    String post(byte[] body) throws IOException {
        JsonNode requests = new MaskedNames(mask).resolve(JSON.readTree(body));
        if (!requests.isArray()) {
            return post(requests);
        }
        long begin = System.nanoTime();
        StringBuilder answers = new StringBuilder("[");
        for (JsonNode request : requests) {
            boolean isTooMuch = answers.length() > LONGEST || System.nanoTime() - begin > LATEST.toNanos();
            String answer = isTooMuch ? REFUSAL : post(request);
            answers.append(answers.length() > 1 ? "," : "").append(answer);
        }
        return answers.append(']').toString();
    }

    private String post(JsonNode request) throws IOException {
        InputStream in = new ByteArrayInputStream(JSON.writeValueAsBytes(request));
        JSONStructure answer = answer(() -> jolokia.handlePostRequest(uri, in, StandardCharsets.UTF_8.name(), options));
        executed.add(request, answer);
        return answer.toJSONString();
    }

    private interface Execution {
        JSONStructure run() throws Exception;
    }

    private JSONStructure answer(Execution execution) {
        JSONStructure answer;
        try {
            answer = execution.run();
        } catch (RuntimeMBeanException e) {
            answer = jolokia.handleThrowable(e.getTargetException());
        } catch (Exception e) {
            answer = jolokia.handleThrowable(e);
        }
        return (JSONStructure) masked(answer, false);
    }

    /** Keys are names of MBeans or of attributes, and so are the texts of answers that list such names. */
    private Object masked(Object value, boolean isName) {
        if (value instanceof Map<?, ?> map) {
            boolean areNames = isName || isOfNames(map);
            JSONObject masked = new JSONObject();
            map.forEach((key, inner) -> masked.put(mask.name((String) key), masked((String) key, inner, areNames)));
            return masked;
        } else if (value instanceof List<?> list) {
            return new JSONArray(
                    list.stream().map(inner -> masked(inner, isName)).toList());
        } else if (value instanceof String text) {
            return isName ? mask.name(text) : mask.text(DumpedRoutes.drawable(text));
        } else if (value instanceof Number number && mask.isSecret(number)) {
            return SecretMask.MASK;
        }
        return value;
    }

    private Object masked(String key, Object value, boolean isName) {
        if (value instanceof String text && SecretMask.isSecret(key)) {
            return text.isEmpty() ? text : SecretMask.MASK;
        }
        return masked(value, isName || key.equals("mbean"));
    }

    private static boolean isOfNames(Map<?, ?> answer) {
        return answer.get("request") instanceof Map<?, ?> request && OF_NAMES.contains(request.get("type"));
    }
}
