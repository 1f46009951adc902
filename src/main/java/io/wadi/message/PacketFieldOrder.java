package io.wadi.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Iterates over the fields of messages. Writers usually write fields in the same order, so this class first tries the
 * field that followed last time. Comparing its bytes is much cheaper than reading a name and looking it up.
 * Not thread-safe.
 */
final class PacketFieldOrder {

    private final PacketField[] first = new PacketField[PacketField.values().length];
    private final PacketField[] following = new PacketField[PacketField.values().length];
    private JsonParser json;

    PacketFieldOrder() {
        Arrays.fill(first, PacketField.OTHER);
        Arrays.fill(following, PacketField.OTHER);
    }

    /** Sets the parser to read from. */
    void of(JsonParser parser) {
        json = parser;
    }

    /** The first field of the object in this field; null if the object is empty. */
    PacketField first(PacketField object) throws IOException {
        return next(first, object);
    }

    /** The field after this one; null at the end of the object. */
    PacketField after(PacketField field) throws IOException {
        return next(following, field);
    }

    private PacketField next(PacketField[] lastTime, PacketField before) throws IOException {
        PacketField guess = lastTime[before.ordinal()];
        if (json.nextFieldName(guess.serialized())) {
            return guess;
        }
        if (json.currentToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        PacketField field = PacketField.of(json.currentName());
        lastTime[before.ordinal()] = field;
        return field;
    }
}
