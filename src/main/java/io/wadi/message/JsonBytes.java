package io.wadi.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.net.Digits;
import io.wadi.net.IpAddress;
import io.wadi.net.IpText;
import io.wadi.net.MacText;
import io.wadi.net.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON (RFC 8259) as UTF-8 bytes, for messages that are written a million times per second: numbers and
 * addresses go directly into the array. This class writes the commas; the caller closes what it has opened. Jackson
 * escapes text that needs escaping. Not thread-safe.
 */
public final class JsonBytes {

    private static final int FIRST_BYTES = 1024;
    private static final int MOST_DIGITS = 20;
    private static final int MOST_ADDRESS = 48;
    private static final int MOST_NAME = 16;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Starts a new message. */
    public JsonBytes reset() {
        length = 0;
        return this;
    }

    /** A copy of the text since the last reset. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Bytes of the text so far. */
    public int length() {
        return length;
    }

    /** A copy of the text from a position on. */
    public byte[] toByteArray(int from) {
        return Arrays.copyOfRange(bytes, from, length);
    }

    /** Writes a value that was copied from another text. */
    public JsonBytes raw(byte[] value) {
        room(value.length + 1);
        separate();
        return put(value);
    }

    /** Opens an object or an array with this bracket. */
    public JsonBytes open(char bracket) {
        room(2);
        separate();
        return put(bracket);
    }

    /** Closes the object or array that this bracket has opened. */
    public JsonBytes close(char bracket) {
        room(1);
        return put(bracket);
    }

    /** Writes the name of a field of an open object; its value must follow. */
    JsonBytes field(PacketField field) {
        room(MOST_NAME);
        boolean isFirst = bytes[length - 1] == '{';
        // The first name's pattern includes the bracket.
        length = isFirst ? field.first().write(bytes, length - 1) : field.next().write(bytes, length);
        return this;
    }

    /** Writes the name of a field; its value must follow. */
    public JsonBytes field(JsonName field) {
        byte[] name = field.quotedWithColon;
        room(name.length + 1);
        separate();
        return put(name);
    }

    /** Writes an integer. */
    public JsonBytes number(long value) {
        room(MOST_DIGITS + 1);
        separate();
        if (value < 0) {
            return put(ascii(Long.toString(value)));
        }
        int digits = Digits.count(value);
        length += digits;
        Digits.write(value, digits, bytes, length);
        return this;
    }

    /** Writes nanoseconds since the epoch as decimal seconds. */
    public JsonBytes seconds(TimestampText seconds, long nanos) {
        int digits = seconds.format(nanos);
        room(digits + 1);
        separate();
        System.arraycopy(seconds.text(), seconds.start(), bytes, length, digits);
        length += digits;
        return this;
    }

    JsonBytes bool(boolean value) {
        room(FALSE.length + 1);
        separate();
        return put(value ? TRUE : FALSE);
    }

    /** Writes an address as text. */
    public JsonBytes address(IpAddress address) {
        room(MOST_ADDRESS);
        separate();
        put('"');
        length = IpText.write(address, bytes, length);
        return put('"');
    }

    JsonBytes mac(long mac) {
        room(MOST_ADDRESS);
        separate();
        put('"');
        length = MacText.write(mac, bytes, length);
        return put('"');
    }

    /** Writes text. */
    public JsonBytes text(String text) {
        room(text.length() + 3);
        separate();
        put('"');
        int at = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return escaped(text);
            }
            bytes[at++] = (byte) c;
        }
        length = at;
        return put('"');
    }

    private JsonBytes escaped(String text) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        room(escaped.length + 1);
        return put(escaped).put('"');
    }

    /** Writes a comma, unless the text is empty or ends with an opening bracket or a field's name. */
    private void separate() {
        if (length > 0) {
            byte last = bytes[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private JsonBytes put(char ascii) {
        bytes[length++] = (byte) ascii;
        return this;
    }

    private JsonBytes put(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private void room(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size));
        }
    }
}
