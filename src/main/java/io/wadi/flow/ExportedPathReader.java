package io.wadi.flow;

import static io.wadi.message.MessageValues.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.message.MessageValues;
import io.wadi.message.PacketFormatException;
import io.wadi.net.IpAddress;
import java.io.IOException;

/** Reads from field {@code export} of a message on topic {@code flows} what the tables store. Not thread-safe. */
final class ExportedPathReader {

    static final long MOST_NUMBER = 0xffff_ffffL;
    static final int MOST_BYTE = 0xff;
    private static final int MOST_WORD = 64;

    private final MessageValues values;
    private JsonParser json;
    private long in;
    private long out;
    private String inName;
    private String outName;
    private IpAddress nextHop;
    private long srcAsn;
    private long dstAsn;
    private long sampling;
    private int tos;
    private int direction;
    private int endReason;

    ExportedPathReader(MessageValues values) {
        this.values = values;
    }

    /** The path in the current value of the parser. */
    ExportedPath read(JsonParser parser) throws IOException, PacketFormatException {
        json = parser;
        reset();
        require(json.currentToken() == JsonToken.START_OBJECT, "export is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "interface" -> readInterfaces();
                case "as" -> readAs();
                case "next-hop" -> nextHop = values.address("export.next-hop");
                case "sampling" -> sampling = values.number("export.sampling", 1, MOST_NUMBER);
                case "tos" -> tos = (int) values.number("export.tos", 0, MOST_BYTE);
                case "direction" -> direction = direction();
                case "end-reason" -> endReason = (int) values.number("export.end-reason", 0, MOST_BYTE);
                default -> json.skipChildren();
            }
        }
        return new ExportedPath(in, out, inName, outName, nextHop, srcAsn, dstAsn, sampling, tos, direction, endReason);
    }

    private void reset() {
        in = ExportedPath.UNKNOWN;
        out = ExportedPath.UNKNOWN;
        inName = null;
        outName = null;
        nextHop = null;
        srcAsn = ExportedPath.UNKNOWN;
        dstAsn = ExportedPath.UNKNOWN;
        sampling = ExportedPath.UNKNOWN;
        tos = ExportedPath.UNKNOWN;
        direction = ExportedPath.UNKNOWN;
        endReason = ExportedPath.UNKNOWN;
    }

    private int direction() throws IOException, PacketFormatException {
        String word = values.word("export.direction", MOST_WORD);
        boolean isIngress = "ingress".equals(word);
        require(isIngress || "egress".equals(word), "export.direction is neither ingress nor egress");
        return isIngress ? ExportedPath.INGRESS : ExportedPath.EGRESS;
    }

    private void readInterfaces() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "export.interface is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "in" -> in = values.number("export.interface.in", 0, MOST_NUMBER);
                case "out" -> out = values.number("export.interface.out", 0, MOST_NUMBER);
                case "in-name" -> inName = values.word("export.interface.in-name", ExportedPath.MOST_NAME);
                case "out-name" -> outName = values.word("export.interface.out-name", ExportedPath.MOST_NAME);
                default -> json.skipChildren();
            }
        }
    }

    private void readAs() throws IOException, PacketFormatException {
        require(json.currentToken() == JsonToken.START_OBJECT, "export.as is not an object");
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "src" -> srcAsn = values.number("export.as.src", 0, MOST_NUMBER);
                case "dst" -> dstAsn = values.number("export.as.dst", 0, MOST_NUMBER);
                default -> json.skipChildren();
            }
        }
    }
}
