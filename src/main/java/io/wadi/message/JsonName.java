package io.wadi.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a JSON field as {@link JsonBytes} writes it. */
public final class JsonName {

    /** In quotes, with a colon; not to be changed. */
    final byte[] quotedWithColon;

    /**
     * Creates a name.
     *
     * @param name ASCII, without characters that JSON escapes
     */
    public JsonName(String name) {
        quotedWithColon = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the name is at this position, with its quotes and colon. */
    boolean isAt(byte[] bytes, int at) {
        int end = at + quotedWithColon.length;
        return end <= bytes.length
                && bytes[at + 1] == quotedWithColon[1]
                && Arrays.equals(quotedWithColon, 0, quotedWithColon.length, bytes, at, end);
    }
}
