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

    private static final long MOST_NUMBER = 0xffff_ffffL;

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
                default -> json.skipChildren();
            }
        }
        return new ExportedPath(in, out, inName, outName, nextHop, srcAsn, dstAsn, sampling);
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
