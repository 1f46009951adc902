package io.wadi.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.net.TextCleaner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Messages of any topic and format as lines of JSON, for terminals and programs that read lines. Thread-safe. */
public final class MessageLines {

    private static final JsonFactory PARSERS = MessageValues.parsers();

    private final PacketJson packets = new PacketJson();

    /**
     * The message, which is no record of several packets, as one JSON object without line breaks and control characters.
     *
     * @throws PacketFormatException if it is neither a JSON object nor a packet, with the reason
     */
    public String line(byte[] message) throws PacketFormatException {
        MessageValues.requireMessage(message);
        byte[] json = packets.json(message);
        check(json);
        // Outside of texts, JSON allows line breaks and tabs, and inside of them none.
        String line = new String(json, StandardCharsets.UTF_8).replaceAll("[\\n\\r\\t]", " ");
        return TextCleaner.clean(line.strip());
    }

    private static void check(byte[] json) throws PacketFormatException {
        try (JsonParser parser = PARSERS.createParser(json)) {
            MessageValues.require(parser.nextToken() == JsonToken.START_OBJECT, "the message is not a JSON object");
            parser.skipChildren();
            MessageValues.require(parser.nextToken() == null, "more than one JSON value in the message");
        } catch (JsonProcessingException e) {
            throw new PacketFormatException(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new PacketFormatException("not JSON: " + e.getMessage());
        }
    }
}
