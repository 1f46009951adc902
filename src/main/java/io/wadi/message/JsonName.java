package io.wadi.message;

import java.nio.charset.StandardCharsets;

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
}
