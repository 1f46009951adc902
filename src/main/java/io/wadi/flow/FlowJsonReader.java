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
import io.wadi.packet.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of topic {@code flows}. Unknown fields are ignored. A message with missing, impossible or
 * contradictory values is refused with a reason. Not thread-safe.
 */
final class FlowJsonReader {

    private static final int MOST_NAME = 255;
    private static final int MOST_WORD = 64;
    private static final int MOST_PROBE = 255;
    private static final int MOST_VLAN = 4_095;

    /** A message's packets: two minutes of 100 Gb/s in packets of 1,500 bytes. */
    static final long MOST_PACKETS_COUNTED = 1L << 30;

    /**
     * A message's bytes: 16 TiB, which is 23 minutes of 100 Gb/s. A 100 Gb/s link needs 23 years to overflow the sum of
     * a host. 524,288 forged messages are enough; {@link CappedSum} handles them.
     */
    static final long MOST_BYTES_COUNTED = 1L << 44;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LONGEST_WINDOW_SECONDS = 86_400;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND;
    private static final long MISSING = -1;

    private final JsonFactory factory = MessageValues.parsers();
    private final MessageValues values = new MessageValues();
    private final ExportedPathReader paths = new ExportedPathReader(values);
    private JsonParser json;
    private IpAddress src;
    private IpAddress dst;
    private int srcPort;
    private int dstPort;
    private String transport;
    private String protocol;
    private String probe;
    private String name;
    private String flow;
    private int vlan;
    private ExportedPath path;
    private List<NamedAddress> names;
    private long window;
    private long packets;
    private long bytes;
    private long first;
    private long last;
    private int tcpFlags;
    private long rtt;
    private long retransmissions;

    /**
     * Reads one message.
     *
     * @throws PacketFormatException if the message is invalid, with the reason
     */
    FlowRecord read(byte[] message) throws PacketFormatException {
        requireMessage(message);
        reset();
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
        return finish();
    }

    private void reset() {
        src = null;
        dst = null;
        srcPort = Packet.NO_PORT;
        dstPort = Packet.NO_PORT;
        transport = null;
        protocol = null;
        probe = "unknown";
        name = null;
        flow = null;
        vlan = Flow.NO_VLAN;
        path = null;
        names = List.of();
        window = MISSING;
        packets = MISSING;
        bytes = MISSING;
        first = MISSING;
        last = MISSING;
        tcpFlags = 0;
        rtt = TcpDirection.NONE;
        retransmissions = 0;
    }

    private FlowRecord finish() throws PacketFormatException {
        require(src != null && dst != null, "ip.src or ip.dst is missing");
        require(src.version() == dst.version(), "ip.src and ip.dst are of different IP versions");
        require(transport != null, "transport is missing");
        require(packets != MISSING, "packets is missing");
        require(bytes != MISSING, "bytes is missing");
        require(window != MISSING, "window is missing");
        require(first != MISSING && last != MISSING, "first or last is missing");
        require(first <= last, "first is after last");
        require(first / NANOS_PER_SECOND >= window, "first is before the window");
        require(last / NANOS_PER_SECOND - window < LONGEST_WINDOW_SECONDS, "last is after the window");
        require(retransmissions <= packets, "more retransmissions than packets");
        if (bytes > packets * Packet.MOST_SIZE) {
            throw new PacketFormatException("more bytes than " + packets + " packets can have");
        }
        FlowKey key = new FlowKey(window, src, dst, srcPort, dstPort, transport, probe);
        return new FlowRecord(
                key,
                protocol == null ? transport : protocol,
                packets,
                bytes,
                tcpFlags,
                first,
                last,
                rtt,
                retransmissions,
                name,
                names,
                flow,
                vlan,
                path);
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
            case "window" -> window = values.number(field, 0, LAST_SECOND);
            case "packets" -> packets = values.number(field, 0, MOST_PACKETS_COUNTED);
            case "bytes" -> bytes = values.number(field, 0, MOST_BYTES_COUNTED);
            case "first" -> first = seconds(field, LAST_SECOND);
            case "last" -> last = seconds(field, LAST_SECOND);
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
            case "protocol" -> protocol = values.word(field, MOST_WORD);
            case "transport" -> transport = values.word(field, MOST_WORD);
            case "probe" -> probe = values.word(field, MOST_PROBE);
            case "name" -> name = values.text(field, MOST_NAME);
            case "names" -> readNames();
            case "vlan" -> vlan = (int) values.number(field, 0, MOST_VLAN);
            case "export" -> path = paths.read(json);
            case "flow" -> flow = values.conversation(field, MOST_WORD);
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
                case "src" -> src = values.address("ip.src");
                case "dst" -> dst = values.address("ip.dst");
                default -> json.skipChildren();
            }
        }
    }

    private void readPorts() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "port is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "src" -> srcPort = (int) values.number("port.src", 0, 65_535);
                case "dst" -> dstPort = (int) values.number("port.dst", 0, 65_535);
                default -> json.skipChildren();
            }
        }
    }

    private void readTcp() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "tcp is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "flags" -> tcpFlags = (int) values.number("tcp.flags", 0, 255);
                case "retransmissions" ->
                    retransmissions = values.number("tcp.retransmissions", 0, MOST_PACKETS_COUNTED);
                case "rtt" -> rtt = seconds("tcp.rtt", LONGEST_WINDOW_SECONDS);
                default -> json.skipChildren();
            }
        }
    }

    private void readNames() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_ARRAY, "names is not an array");
        names = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "one of names is not an object");
            require(names.size() < FlowRecord.MOST_NAMES, "names has more than " + FlowRecord.MOST_NAMES + " elements");
            names.add(readName());
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
