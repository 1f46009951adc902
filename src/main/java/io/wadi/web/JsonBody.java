package io.wadi.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object in the body of a request, and the checks that requests share. */
record JsonBody(JsonNode json) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON
     * @throws IOException if it is not UTF-8
     */
    static JsonBody read(byte[] body) throws IOException {
        return new JsonBody(JSON.readTree(body));
    }

    /** The names of its fields; none if it is not an object. */
    Set<String> fields() {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The text of a field that is there, without blanks around it.
     *
     * @param longest most characters, at least 1
     * @throws ApiRefusal if it is not a text, empty, too long, or has characters that are not shown
     */
    String text(String field, int longest) {
        JsonNode value = json.get(field);
        String text = value.asText().strip();
        if (!value.isTextual() || text.isEmpty() || text.length() > longest || !text.equals(TextCleaner.clean(text))) {
            throw new ApiRefusal("\"" + field + "\" must be a text of 1 to " + longest + " printable characters");
        }
        return text;
    }
}
