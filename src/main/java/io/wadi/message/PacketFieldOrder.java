package io.wadi.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Goes through the fields of messages. A writer puts them in the same order time and again, so that the field that came
 * after this one last time is tried first: to compare its bytes costs a fraction of reading a name and looking it up.
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

    /** Takes the fields from here on from this parser. */
    void of(JsonParser parser) {
        json = parser;
    }

    /** The first field of the object that is this field's value, or null where it has none. */
    PacketField first(PacketField object) throws IOException {
        return next(first, object);
    }

    /** The field after this one, or null at the object's end. */
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
