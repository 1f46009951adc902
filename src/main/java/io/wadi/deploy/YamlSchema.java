package io.wadi.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/** Camel's JSON schema of the YAML DSL. It describes what Camel's own messages leave out. */
final class YamlSchema {

    private final JsonNode root;
    private final List<JsonNode> properties;

    private YamlSchema(JsonNode root) {
        this.root = root;
        properties = root.findValues("properties");
    }

    /** Reads the schema from Camel's jar; this takes some tens of milliseconds. */
    static YamlSchema read() {
        try (InputStream in = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return new YamlSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys that may be below a key, wherever that key may be. */
    Set<String> keysBelow(String parent) {
        Set<String> keys = new TreeSet<>();
        objects(parent).forEach(object -> object.path("properties").fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** What a key may have as its value, wherever its parent may be; empty if the schema does not know it. */
    List<JsonNode> values(String parent, String key) {
        return objects(parent)
                .map(object -> object.path("properties").path(key))
                .filter(value -> !value.isMissingNode())
                .flatMap(value -> alternatives(resolve(value)))
                .toList();
    }

    private Stream<JsonNode> objects(String parent) {
        Stream<JsonNode> values = parent.isEmpty()
                ? Stream.of(root.path("items"))
                : properties.stream().map(each -> each.path(parent)).filter(value -> !value.isMissingNode());
        return values.flatMap(value -> alternatives(element(value)));
    }

    private static Stream<JsonNode> alternatives(JsonNode value) {
        return value.has("oneOf") ? Stream.concat(Stream.of(value), elements(value.path("oneOf"))) : Stream.of(value);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::path);
    }

    /** The schema of the elements of a list, or of the value itself. */
    private JsonNode element(JsonNode value) {
        JsonNode resolved = resolve(value);
        return resolved.has("items") ? resolve(resolved.path("items")) : resolved;
    }

    private JsonNode resolve(JsonNode value) {
        JsonNode resolved = value;
        while (resolved.has("$ref")) {
            resolved = root.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }
}
