package io.wadi.packet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of topic {@code packets}, ours and the origin project's. Unknown fields are passed over; what is
 * missing or absurd is refused with a reason. Not thread-safe.
 */
final class PacketJsonReader {

    private static final int MOST_NAME = 255;
    private static final int MOST_WORD = 64;
    private static final int MOST_PROBE = 255;
    private static final int MOST_BYTES = 1 << 20;
    private static final long LAST_SECOND = 9_223_372_035L;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(4096)
                    .maxNumberLength(40)
                    .build())
            .build();
    private final PacketBuilder packet = new PacketBuilder();
    private final WordCache words = new WordCache();
    private final AddressCache addresses = new AddressCache();
    private JsonParser json;
    private boolean timestampSeen;
    private boolean sizeSeen;

    /**
     * Reads one message.
     *
     * @throws PacketFormatException saying what is wrong with it
     */
    Packet read(byte[] message) throws PacketFormatException {
        if (message == null) {
            throw new PacketFormatException("the message is empty");
        }
        if (message.length > MOST_BYTES) {
            throw new PacketFormatException("the message has " + message.length + " bytes");
        }
        packet.reset();
        packet.probe = null;
        timestampSeen = false;
        sizeSeen = false;
        try (JsonParser parser = factory.createParser(message)) {
            json = parser;
            readObject();
            if (parser.nextToken() != null) {
                throw new PacketFormatException("more than one JSON value in the message");
            }
        } catch (PacketFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new PacketFormatException("no JSON packet: " + firstLine(e));
        }
        return finish();
    }

    private static String firstLine(IOException e) {
        String text = e instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse("");
    }

    private Packet finish() throws PacketFormatException {
        require(packet.src != null && packet.dst != null, "ip.src or ip.dst is missing");
        require(packet.src.version() == packet.dst.version(), "ip.src and ip.dst are of different IP versions");
        require(timestampSeen, "timestamp is missing");
        require(sizeSeen, "size is missing");
        require(packet.protocol != null || packet.transport != null, "protocol is missing");
        if (packet.transport == null) {
            packet.transport = packet.protocol;
        }
        if (packet.length == 0) {
            packet.length = packet.size;
        }
        if (packet.probe == null) {
            packet.probe = "unknown";
        }
        return packet.build();
    }

    private static void require(boolean condition, String reason) throws PacketFormatException {
        if (!condition) {
            throw new PacketFormatException(reason);
        }
    }

    private void readObject() throws IOException, PacketFormatException {
        require(json.nextToken() == JsonToken.START_OBJECT, "the message is no JSON object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_NULL && !readHeader(field, value)) {
                readDetail(field, value);
            }
        }
    }

    private boolean readHeader(String field, JsonToken value) throws IOException, PacketFormatException {
        switch (field) {
            case "ip" -> readIp(value);
            case "protocol" -> packet.protocol = word(field, MOST_WORD);
            case "transport" -> packet.transport = word(field, MOST_WORD);
            case "size" -> {
                packet.size = (int) number(field, 0, Integer.MAX_VALUE);
                sizeSeen = true;
            }
            case "port" -> readPorts(value);
            case "type" -> packet.type = word(field, MOST_WORD);
            case "timestamp" -> readTimestamp();
            case "length" -> packet.length = (int) number(field, 0, Integer.MAX_VALUE);
            case "captured" -> packet.captured = (int) number(field, 0, Integer.MAX_VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readDetail(String field, JsonToken value) throws IOException, PacketFormatException {
        switch (field) {
            case "tcp" -> readTcp(value);
            case "icmp" -> readIcmp(value);
            case "vlan" -> readVlans(value);
            case "name" -> packet.name = text(field, MOST_NAME);
            case "flow" -> packet.flow = text(field, MOST_WORD);
            case "probe" -> packet.probe = word(field, MOST_PROBE);
            default -> json.skipChildren();
        }
    }

    private void readIp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "ip is no object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "src" -> packet.src = address(field);
                case "dst" -> packet.dst = address(field);
                case "ttl" -> packet.ttl = (int) number("ip.ttl", 0, 255);
                default -> json.skipChildren();
            }
        }
    }

    private IpAddress address(String field) throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "ip." + field + " is no text");
        IpAddress address = addresses.get(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (address == null) {
            throw new PacketFormatException("ip." + field + " is no IP address");
        }
        return address;
    }

    private void readPorts(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "port is no object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken port = json.nextToken();
            if (port == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (field) {
                case "src" -> packet.srcPort = (int) number("port.src", 0, 65_535);
                case "dst" -> packet.dstPort = (int) number("port.dst", 0, 65_535);
                default -> json.skipChildren();
            }
        }
    }

    private void readTcp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "tcp is no object");
        int flags = 0;
        long seq = 0;
        long ack = 0;
        int window = 0;
        int payload = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "flags" -> flags = (int) number("tcp.flags", 0, 255);
                case "seq" -> seq = number("tcp.seq", 0, 0xffff_ffffL);
                case "ack" -> ack = number("tcp.ack", 0, 0xffff_ffffL);
                case "window" -> window = (int) number("tcp.window", 0, 65_535);
                case "payload" -> payload = (int) number("tcp.payload", 0, Integer.MAX_VALUE);
                default -> json.skipChildren();
            }
        }
        packet.tcp = new Packet.Tcp(flags, seq, ack, window, payload);
    }

    private void readIcmp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "icmp is no object");
        int type = 0;
        int code = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "type" -> type = (int) number("icmp.type", 0, 255);
                case "code" -> code = (int) number("icmp.code", 0, 255);
                default -> json.skipChildren();
            }
        }
        packet.icmp = new Packet.Icmp(type, code);
    }

    private void readVlans(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_ARRAY, "vlan is no array");
        List<Integer> ids = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ids.add((int) number("vlan", 0, 4095));
        }
        ids.forEach(packet::addVlan);
    }

    private void readTimestamp() throws IOException, PacketFormatException {
        require(json.currentToken().isNumeric(), "timestamp is no number");
        long nanos =
                TimestampText.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (nanos < 0) {
            nanos = exponentForm(json.getDecimalValue());
        }
        packet.timestampNanos = nanos;
        timestampSeen = true;
    }

    /** Other producers may write 1.71e9. */
    private static long exponentForm(BigDecimal seconds) throws PacketFormatException {
        require(
                seconds.signum() >= 0
                        && seconds.precision() - seconds.scale() <= 10
                        && seconds.compareTo(BigDecimal.valueOf(LAST_SECOND)) <= 0,
                "timestamp is not between 1970 and 2262");
        return seconds.movePointRight(9).longValue();
    }

    private long number(String field, long least, long most) throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, field + " is no whole number");
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new PacketFormatException(field + " is out of range");
        }
        long number = json.getLongValue();
        if (number < least || number > most) {
            throw new PacketFormatException(field + " is " + number + ", not between " + least + " and " + most);
        }
        return number;
    }

    private String word(String field, int most) throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.VALUE_STRING, field + " is no text");
        int length = json.getTextLength();
        require(length <= most, field + " is longer than " + most + " characters");
        return words.get(json.getTextCharacters(), json.getTextOffset(), length);
    }

    private String text(String field, int most) throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.VALUE_STRING, field + " is no text");
        String text = json.getText();
        require(text.length() <= most, field + " is longer than " + most + " characters");
        // PostgreSQL's text holds no NUL.
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '?');
    }
}
