package io.wadi.message;

import static io.wadi.message.MessageValues.require;
import static io.wadi.message.MessageValues.requireMessage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of topic {@code packets}, those of Wadi and of the origin project. It ignores unknown fields
 * and rejects missing or invalid values with a reason. A message exactly as Wadi writes it takes a short way, which
 * gives the same packet as the parser. Not thread-safe.
 */
public final class PacketJsonReader {

    /** Most characters of a name, of a word such as a protocol, and of a probe's name. */
    static final int MOST_NAME = 255;

    static final int MOST_WORD = 64;
    static final int MOST_PROBE = 255;

    private final JsonFactory factory = MessageValues.parsers();
    private final WrittenPacketReader written = new WrittenPacketReader();
    private final PacketBuilder packet = new PacketBuilder();
    private final MessageValues values = new MessageValues();
    private final PacketFieldOrder fields = new PacketFieldOrder();
    private JsonParser json;
    private boolean timestampSeen;
    private boolean sizeSeen;
    private int portSrc;
    private int portDst;

    /**
     * Reads one message.
     *
     * @throws PacketFormatException if the message is invalid, with the reason
     */
    public Packet read(byte[] message) throws PacketFormatException {
        requireMessage(message);
        reset();
        if (written.read(message, packet)) {
            timestampSeen = true;
            sizeSeen = true;
            return finish();
        }
        return parse(message);
    }

    private void reset() {
        packet.reset();
        packet.probe = null;
        timestampSeen = false;
        sizeSeen = false;
    }

    /** Reads a message of any form; {@link #read} does this only if the message has not exactly the form of Wadi's. */
    Packet parse(byte[] message) throws PacketFormatException {
        reset();
        try (JsonParser parser = factory.createParser(message)) {
            json = parser;
            values.of(parser);
            fields.of(parser);
            readObject();
            if (parser.nextToken() != null) {
                throw new PacketFormatException("more than one JSON value in the message");
            }
        } catch (PacketFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new PacketFormatException("not a JSON packet: " + firstLine(e));
        }
        return finish();
    }

    private static String firstLine(IOException e) {
        String text =
                e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse("");
    }

    private Packet finish() throws PacketFormatException {
        return CompletePacket.of(packet, timestampSeen, sizeSeen);
    }

    private void readObject() throws IOException, PacketFormatException {
        require(json.nextToken() == JsonToken.START_OBJECT, "the message is not a JSON object");
        for (PacketField field = fields.first(PacketField.OTHER); field != null; field = fields.after(field)) {
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_NULL && !readHeader(field, value)) {
                readDetail(field, value);
            }
        }
    }

    private boolean readHeader(PacketField field, JsonToken value) throws IOException, PacketFormatException {
        switch (field) {
            case IP -> readIp(value);
            case PROTOCOL -> packet.protocol = values.word(field.text(), MOST_WORD);
            case TRANSPORT -> packet.transport = values.word(field.text(), MOST_WORD);
            case SIZE -> {
                packet.size = (int) values.number(field.text(), 0, Packet.MOST_SIZE);
                sizeSeen = true;
            }
            case PORT -> {
                readPorts(value);
                packet.srcPort = portSrc;
                packet.dstPort = portDst;
            }
            case TYPE -> packet.type = values.word(field.text(), MOST_WORD);
            case TIMESTAMP -> readTimestamp();
            case LENGTH -> packet.length = (int) values.number(field.text(), 0, Integer.MAX_VALUE);
            case CAPTURED -> packet.captured = (int) values.number(field.text(), 0, Integer.MAX_VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readDetail(PacketField field, JsonToken value) throws IOException, PacketFormatException {
        switch (field) {
            case TCP -> readTcp(value);
            case ICMP -> readIcmp(value);
            case FRAGMENT -> readFragment(value);
            case VLAN -> readVlans(value);
            case NAME -> packet.name = values.text(field.text(), MOST_NAME);
            case PROXIED -> packet.proxied = value == JsonToken.VALUE_TRUE;
            case ANSWERS -> readAnswers(value);
            case FLOW -> packet.flow = values.conversation(field.text(), MOST_WORD);
            case PROBE -> packet.probe = values.word(field.text(), MOST_PROBE);
            default -> json.skipChildren();
        }
    }

    private void readIp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "ip is not an object");
        for (PacketField field = fields.first(PacketField.IP); field != null; field = fields.after(field)) {
            json.nextToken();
            switch (field) {
                case SRC -> packet.src = values.address("ip.src");
                case DST -> packet.dst = values.address("ip.dst");
                case TTL -> packet.ttl = (int) values.number("ip.ttl", 0, 255);
                default -> json.skipChildren();
            }
        }
    }

    private void readPorts(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "port is not an object");
        portSrc = Packet.NO_PORT;
        portDst = Packet.NO_PORT;
        for (PacketField field = fields.first(PacketField.PORT); field != null; field = fields.after(field)) {
            JsonToken port = json.nextToken();
            if (port == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (field) {
                case SRC -> portSrc = (int) values.number("port.src", 0, 65_535);
                case DST -> portDst = (int) values.number("port.dst", 0, 65_535);
                default -> json.skipChildren();
            }
        }
    }

    private void readTcp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "tcp is not an object");
        int flags = 0;
        long seq = 0;
        long ack = 0;
        int window = 0;
        int payload = 0;
        for (PacketField field = fields.first(PacketField.TCP); field != null; field = fields.after(field)) {
            json.nextToken();
            switch (field) {
                case FLAGS -> flags = (int) values.number("tcp.flags", 0, 255);
                case SEQ -> seq = values.number("tcp.seq", 0, 0xffff_ffffL);
                case ACK -> ack = values.number("tcp.ack", 0, 0xffff_ffffL);
                case WINDOW -> window = (int) values.number("tcp.window", 0, 65_535);
                case PAYLOAD -> payload = (int) values.number("tcp.payload", 0, Integer.MAX_VALUE);
                default -> json.skipChildren();
            }
        }
        packet.tcp = new Packet.Tcp(flags, seq, ack, window, payload);
    }

    private void readIcmp(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "icmp is not an object");
        int type = 0;
        int code = 0;
        for (PacketField field = fields.first(PacketField.ICMP); field != null; field = fields.after(field)) {
            json.nextToken();
            switch (field) {
                case TYPE -> type = (int) values.number("icmp.type", 0, 255);
                case CODE -> code = (int) values.number("icmp.code", 0, 255);
                default -> json.skipChildren();
            }
        }
        packet.icmp = new Packet.Icmp(type, code);
    }

    private void readFragment(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_OBJECT, "fragment is not an object");
        long id = 0;
        int offset = 0;
        boolean more = false;
        portSrc = Packet.NO_PORT;
        portDst = Packet.NO_PORT;
        for (PacketField field = fields.first(PacketField.FRAGMENT); field != null; field = fields.after(field)) {
            JsonToken fact = json.nextToken();
            switch (field) {
                case ID -> id = values.number("fragment.id", 0, 0xffff_ffffL);
                case OFFSET -> offset = (int) values.number("fragment.offset", 0, 65_528);
                case MORE -> more = fact == JsonToken.VALUE_TRUE;
                case PORT -> readPorts(fact);
                default -> json.skipChildren();
            }
        }
        packet.fragment = new Packet.Fragment(id, offset, more, portSrc, portDst);
    }

    private void readAnswers(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_ARRAY, "answers is not an array");
        List<AddressName> answers = new ArrayList<>(AddressName.MOST_OF_A_PACKET);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "an answer is not an object");
            AddressName answer = readAnswer();
            if (answers.size() < AddressName.MOST_OF_A_PACKET) {
                answers.add(answer);
            }
        }
        packet.answers = answers;
    }

    private AddressName readAnswer() throws IOException, PacketFormatException {
        IpAddress ip = null;
        String name = null;
        for (PacketField field = fields.first(PacketField.ANSWERS); field != null; field = fields.after(field)) {
            json.nextToken();
            switch (field) {
                case IP -> ip = values.address("answers.ip");
                case NAME -> name = values.text("answers.name", MOST_NAME);
                default -> json.skipChildren();
            }
        }
        require(ip != null && name != null, "ip or name of an answer is missing");
        return new AddressName(ip, name);
    }

    private void readVlans(JsonToken value) throws IOException, PacketFormatException {
        require(value == JsonToken.START_ARRAY, "vlan is not an array");
        packet.clearVlans();
        for (int ids = 0; json.nextToken() != JsonToken.END_ARRAY; ids++) {
            int id = (int) values.number("vlan", 0, 4095);
            if (ids < Packet.MOST_TAGS) {
                packet.addVlan(id);
            }
        }
    }

    private void readTimestamp() throws IOException, PacketFormatException {
        long nanos = values.nanos("timestamp");
        require(nanos >= 0, "timestamp is not between 1970 and 2262");
        packet.timestampNanos = nanos;
        timestampSeen = true;
    }
}
