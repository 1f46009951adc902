package io.wadi.flow;

import static io.wadi.message.MessageValues.require;
import static io.wadi.message.MessageValues.requireMessage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.message.MessageValues;
import io.wadi.message.PacketFormatException;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Reads the messages of topic {@code flows}. Unknown fields are ignored. A message with missing, impossible or
 * contradictory values is refused with a reason. A message exactly as Wadi writes it takes a short way, which gives the same
 * record as the parser. Not thread-safe.
 */
final class FlowJsonReader {

    static final int MOST_NAME = 255;
    static final int MOST_WORD = 64;
    static final int MOST_PROBE = 255;
    static final int MOST_VLAN = 4_095;

    /** A message's packets: two minutes of 100 Gb/s in packets of 1,500 bytes. */
    static final long MOST_PACKETS_COUNTED = 1L << 30;

    /**
     * A message's bytes: 16 TiB, which is 23 minutes of 100 Gb/s. A 100 Gb/s link needs 23 years to overflow the sum of
     * a host. 524,288 forged messages are enough; {@link CappedSum} handles them.
     */
    static final long MOST_BYTES_COUNTED = 1L << 44;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    static final long LONGEST_WINDOW_SECONDS = 86_400;
    static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND;

    private final JsonFactory factory = MessageValues.parsers();
    private final MessageValues values = new MessageValues();
    private final ExportedPathReader paths = new ExportedPathReader(values);
    private final WrittenFlowReader written = new WrittenFlowReader();
    private final FlowRecordBuilder record = new FlowRecordBuilder();
    private JsonParser json;

    /**
     * Reads one message.
     *
     * @throws PacketFormatException if the message is invalid, with the reason
     */
    FlowRecord read(byte[] message) throws PacketFormatException {
        requireMessage(message);
        record.reset();
        return written.read(message, record) ? record.finish() : parse(message);
    }

    /** Reads a message of any form; {@link #read} does this only if the message has not exactly the form of Wadi's. */
    FlowRecord parse(byte[] message) throws PacketFormatException {
        record.reset();
        try (JsonParser parser = factory.createParser(message)) {
            json = parser;
            values.of(parser);
            require(parser.nextToken() == JsonToken.START_OBJECT, "the message is not a JSON object");
            readFields();
            require(parser.nextToken() == null, "more than one JSON value in the message");
        } catch (JsonProcessingException e) {
            throw new PacketFormatException("not a JSON flow: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new PacketFormatException("not a JSON flow: " + e.getMessage());
        }
        return record.finish();
    }

    private void readFields() throws IOException, PacketFormatException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_NULL && !readSum(field)) {
                readFact(field);
            }
        }
    }

    private boolean readSum(String field) throws IOException, PacketFormatException {
        switch (field) {
            case "window" -> record.window = values.number(field, 0, LAST_SECOND);
            case "packets" -> record.packets = values.number(field, 0, MOST_PACKETS_COUNTED);
            case "bytes" -> record.bytes = values.number(field, 0, MOST_BYTES_COUNTED);
            case "first" -> record.first = seconds(field, LAST_SECOND);
            case "last" -> record.last = seconds(field, LAST_SECOND);
            case "tcp" -> readTcp();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readFact(String field) throws IOException, PacketFormatException {
        switch (field) {
            case "ip" -> readIp();
            case "port" -> readPorts();
            case "protocol" -> record.protocol = values.word(field, MOST_WORD);
            case "transport" -> record.transport = values.word(field, MOST_WORD);
            case "probe" -> record.probe = values.word(field, MOST_PROBE);
            case "name" -> record.name = values.text(field, MOST_NAME);
            case "names" -> readNames();
            case "vlan" -> record.vlan = (int) values.number(field, 0, MOST_VLAN);
            case "export" -> record.path = paths.read(json);
            case "flow" -> record.flow = values.conversation(field, MOST_WORD);
            default -> json.skipChildren();
        }
    }

    private long seconds(String field, long most) throws IOException, PacketFormatException {
        long nanos = values.nanos(field);
        if (nanos < 0 || nanos / NANOS_PER_SECOND > most) {
            throw new PacketFormatException(field + " is not between 0 and " + most + " seconds");
        }
        return nanos;
    }

    private void readIp() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "ip is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "src" -> record.src = values.address("ip.src");
                case "dst" -> record.dst = values.address("ip.dst");
                default -> json.skipChildren();
            }
        }
    }

    private void readPorts() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "port is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "src" -> record.srcPort = (int) values.number("port.src", 0, 65_535);
                case "dst" -> record.dstPort = (int) values.number("port.dst", 0, 65_535);
                default -> json.skipChildren();
            }
        }
    }

    private void readTcp() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "tcp is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "flags" -> record.tcpFlags = (int) values.number("tcp.flags", 0, 255);
                case "retransmissions" ->
                    record.retransmissions = values.number("tcp.retransmissions", 0, MOST_PACKETS_COUNTED);
                case "rtt" -> record.rtt = seconds("tcp.rtt", LONGEST_WINDOW_SECONDS);
                default -> json.skipChildren();
            }
        }
    }

    private void readNames() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_ARRAY, "names is not an array");
        record.names = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "one of names is not an object");
            require(
                    record.names.size() < FlowRecord.MOST_NAMES,
                    "names has more than " + FlowRecord.MOST_NAMES + " elements");
            record.names.add(readName());
        }
    }

    private NamedAddress readName() throws IOException, PacketFormatException {
        IpAddress ip = null;
        String given = null;
        NameSource source = NameSource.UNKNOWN;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "ip" -> ip = values.address("names.ip");
                case "name" -> given = values.text("names.name", MOST_NAME);
                case "source" -> source = NameSource.of(values.word("names.source", MOST_WORD));
                default -> json.skipChildren();
            }
        }
        require(ip != null && given != null, "ip or name of one of names is missing");
        return new NamedAddress(ip, given, source);
    }
}
