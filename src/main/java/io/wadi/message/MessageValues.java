package io.wadi.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.wadi.net.AddressCache;
import io.wadi.net.IpAddress;
import io.wadi.net.TextCleaner;
import io.wadi.net.TimestampText;
import io.wadi.net.WordCache;
import java.io.IOException;

/**
 * Reads the values of a message. A value that its field cannot hold is rejected with a reason. Texts are cleaned by
 * {@link TextCleaner}, because anyone may write to a topic. Not thread-safe.
 */
public final class MessageValues {

    private static final int MOST_BYTES = 1 << 20;
    private static final int FEW = 1024;
    private static final int MANY = 16_384;

    private final WordCache words = new WordCache(FEW);
    private final WordCache conversations = new WordCache(MANY);
    private final AddressCache addresses = new AddressCache();
    private JsonParser json;

    /** The factory of JSON parsers. They limit depth and length, because anybody may write to a topic. */
    public static JsonFactory parsers() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxStringLength(4096)
                        .maxNumberLength(40)
                        .build())
                .build();
    }

    /** Refuses a missing message, or one that is larger than any packet or flow. */
    public static void requireMessage(byte[] message) throws PacketFormatException {
        require(message != null, "the message is empty");
        if (message.length > MOST_BYTES) {
            throw new PacketFormatException("the message has " + message.length + " bytes");
        }
    }

    /** Sets the parser to read from. */
    public void of(JsonParser parser) {
        json = parser;
    }

    /** Throws if the condition is false; the reason is a constant, so it costs nothing when the condition is true. */
    public static void require(boolean condition, String reason) throws PacketFormatException {
        if (!condition) {
            throw new PacketFormatException(reason);
        }
    }

    private void requireText(String field) throws PacketFormatException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new PacketFormatException(field + " is not a string");
        }
    }

    private static void requireLength(String field, int length, int most) throws PacketFormatException {
        if (length > most) {
            throw new PacketFormatException(field + " is longer than " + most + " characters");
        }
    }

    /** The current value as an address. */
    public IpAddress address(String field) throws IOException, PacketFormatException {
        requireText(field);
        IpAddress address = addresses.get(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (address == null) {
            throw new PacketFormatException(field + " is not an IP address");
        }
        return address;
    }

    /** The current value as an integer within bounds. */
    public long number(String field, long least, long most) throws IOException, PacketFormatException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new PacketFormatException(field + " is not an integer");
        }
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new PacketFormatException(field + " is out of range");
        }
        long number = json.getLongValue();
        if (number < least || number > most) {
            throw new PacketFormatException(field + " is " + number + ", not between " + least + " and " + most);
        }
        return number;
    }

    /** The current value as one of few texts that messages repeat. */
    public String word(String field, int most) throws IOException, PacketFormatException {
        requireText(field);
        int length = json.getTextLength();
        requireLength(field, length, most);
        return words.get(json.getTextCharacters(), json.getTextOffset(), length);
    }

    /** The current value as the id of a conversation. There are many of them, each in many messages. */
    public String conversation(String field, int most) throws IOException, PacketFormatException {
        requireText(field);
        int length = json.getTextLength();
        requireLength(field, length, most);
        return conversations.get(json.getTextCharacters(), json.getTextOffset(), length);
    }

    /** The current value as text that messages rarely repeat. */
    public String text(String field, int most) throws IOException, PacketFormatException {
        requireText(field);
        String text = json.getText();
        requireLength(field, text.length(), most);
        return TextCleaner.clean(text);
    }

    /** The current value as nanoseconds, from decimal seconds; -1 if it is negative or after 2262. */
    public long nanos(String field) throws IOException, PacketFormatException {
        if (!json.currentToken().isNumeric()) {
            throw new PacketFormatException(field + " is not a number");
        }
        long nanos = TimestampText.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        try {
            return nanos < 0 ? TimestampText.parse(json.getDecimalValue()) : nanos;
        } catch (NumberFormatException e) {
            // Jackson throws a separate exception for exponents beyond the range of an int.
            return -1;
        }
    }
}
