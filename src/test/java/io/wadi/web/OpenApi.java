package io.wadi.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Checks requests and answers against the description of the API, {@code api/openapi.json}. */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /**
     * An answer that is described.
     *
     * @param method for example GET
     * @param path as in the description, with its placeholders
     * @param status HTTP status
     */
    record Described(String method, String path, int status) implements Comparable<Described> {

        @Override
        public int compareTo(Described other) {
            return toString().compareTo(other.toString());
        }
    }

    /** A parameter of a query. */
    record Parameter(String name, boolean isRequired) {}

    /** The description as it is shipped, but with objects that have no other fields than those described. */
    static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/api/openapi.json")) {
            JsonNode document = JSON.readTree(in);
            close(document);
            return new OpenApi(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(JsonNode node) {
        if (node.path("properties").isObject() && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(OpenApi::close);
    }

    /** Every answer that is described. */
    Set<Described> all() {
        Set<Described> all = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operation
                        .getValue()
                        .get("responses")
                        .fieldNames()
                        .forEachRemaining(status -> all.add(new Described(
                                operation.getKey().toUpperCase(), path.getKey(), Integer.parseInt(status))));
            }
        }
        return all;
    }

    /** The parameters of a query that is asked by GET. */
    List<Parameter> parameters(String path) {
        JsonNode list = document.path("paths").path(path).path("get").path("parameters");
        return StreamSupport.stream(list.spliterator(), false)
                .map(this::resolved)
                .map(node -> new Parameter(
                        node.get("name").asText(), node.path("required").asBoolean()))
                .toList();
    }

    /** The name that types of the page are generated under. */
    String operationId(Described described) {
        return operation(described).path("operationId").asText();
    }

    /** The columns of a query's rows; none where it answers no rows. */
    List<String> columns(String path) {
        JsonNode rows = schema(new Described("GET", path, 200), "application/json");
        return rows.at("/properties/rows/items/properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private JsonNode operation(Described described) {
        return document.path("paths")
                .path(described.path())
                .path(described.method().toLowerCase());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private JsonNode content(Described described) {
        JsonNode responses = operation(described).path("responses");
        return resolved(responses.path(String.valueOf(described.status()))).path("content");
    }

    private JsonNode schema(Described described, String type) {
        return content(described).path(type).path("schema");
    }

    /** What of an answer is not as described: nothing where all is well. */
    List<String> problems(Described described, String type, String body) {
        if (!content(described).has(type)) {
            return List.of(described + " of type " + type + " is not described");
        }
        if (!type.equals("application/json")) {
            return body.isBlank() ? List.of("nothing is said") : List.of();
        }
        try {
            return problems(schema(described, type), JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of("no JSON: " + body);
        }
    }

    private List<String> problems(JsonNode schema, JsonNode body) {
        if (schema.isMissingNode()) {
            return List.of();
        }
        // References are found from the root, which becomes this schema.
        ObjectNode root = schema.deepCopy();
        root.set("components", document.get("components"));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root, config)
                .validate(body)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
