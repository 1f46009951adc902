package io.wadi.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Accepts only JSON objects that every receiver accepts: PostgreSQL's jsonb refuses numbers beyond its range, NUL and
 * lone surrogates; others refuse a whole batch because of one line that is not an object. Thread-safe.
 */
final class JsonCheck {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 400;

    /** Most decimal places before or after the point; a double has 308. */
    private static final int LARGEST_EXPONENT = 400;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private JsonCheck() {}

    /**
     * What is wrong with a message; null if it is valid.
     *
     * @param texts whether its texts are delivered unchanged, so that they must be valid for every receiver
     */
    static String problem(byte[] message, boolean texts) {
        if (message == null) {
            return "the message is empty";
        }
        try (JsonParser parser = JSON.createParser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "the message is not a JSON object";
            }
            for (int depth = 1; depth > 0; ) {
                JsonToken token = parser.nextToken();
                String problem = problem(token, parser, texts);
                if (problem != null) {
                    return problem;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return parser.nextToken() == null ? null : "more than one JSON value in the message";
        } catch (JsonProcessingException e) {
            return "the message is not JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("");
        } catch (IOException | NumberFormatException e) {
            return "the message is not JSON: " + e.getMessage();
        }
    }

    private static String problem(JsonToken token, JsonParser parser, boolean texts) throws IOException {
        if (token == null) {
            return "the message is truncated";
        }
        return switch (token) {
            case FIELD_NAME ->
                !texts || isStorable(parser.currentName())
                        ? null
                        : "the name of a field has NUL or half a surrogate pair";
            case VALUE_STRING ->
                !texts || isStorable(parser.getText()) ? null : "a string has NUL or half a surrogate pair";
            case VALUE_NUMBER_FLOAT ->
                Math.abs((long) parser.getDecimalValue().scale()) > LARGEST_EXPONENT
                        ? "a number is out of range"
                        : null;
            default -> null;
        };
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }
}
