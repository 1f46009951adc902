package io.wadi.flow;

import static io.wadi.flow.FlowFields.AS;
import static io.wadi.flow.FlowFields.BYTES;
import static io.wadi.flow.FlowFields.DIRECTION;
import static io.wadi.flow.FlowFields.DOMAIN;
import static io.wadi.flow.FlowFields.DST;
import static io.wadi.flow.FlowFields.END_REASON;
import static io.wadi.flow.FlowFields.EXPORT;
import static io.wadi.flow.FlowFields.EXPORTER;
import static io.wadi.flow.FlowFields.FIRST;
import static io.wadi.flow.FlowFields.FLAGS;
import static io.wadi.flow.FlowFields.FLOW;
import static io.wadi.flow.FlowFields.IN;
import static io.wadi.flow.FlowFields.INTERFACE;
import static io.wadi.flow.FlowFields.IN_NAME;
import static io.wadi.flow.FlowFields.IP;
import static io.wadi.flow.FlowFields.LAST;
import static io.wadi.flow.FlowFields.NAME;
import static io.wadi.flow.FlowFields.NEXT_HOP;
import static io.wadi.flow.FlowFields.OUT;
import static io.wadi.flow.FlowFields.OUT_NAME;
import static io.wadi.flow.FlowFields.PACKETS;
import static io.wadi.flow.FlowFields.PORT;
import static io.wadi.flow.FlowFields.PROBE;
import static io.wadi.flow.FlowFields.PROTOCOL;
import static io.wadi.flow.FlowFields.RETRANSMISSIONS;
import static io.wadi.flow.FlowFields.RTT;
import static io.wadi.flow.FlowFields.SAMPLING;
import static io.wadi.flow.FlowFields.SRC;
import static io.wadi.flow.FlowFields.TCP;
import static io.wadi.flow.FlowFields.TOS;
import static io.wadi.flow.FlowFields.TRANSPORT;
import static io.wadi.flow.FlowFields.VERSION;
import static io.wadi.flow.FlowFields.VLAN;
import static io.wadi.flow.FlowFields.WINDOW;

import io.wadi.message.JsonName;
import io.wadi.message.WrittenJson;
import io.wadi.message.WrittenObjects;
import io.wadi.net.IpAddress;

/**
 * Reads messages of exactly the form that {@link FlowJsonWriter} writes, in its order of fields, several times as fast as a
 * parser. It leaves everything else to {@link FlowJsonReader}'s parser: lists of names, which few messages have, and
 * everything that may be invalid. What it does read, it reads as the parser does. Not thread-safe.
 */
final class WrittenFlowReader {

    private static final int MOST_PORT = 65_535;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The parts of a flow follow each other; other messages rarely are of a conversation that was read lately. */
    private static final int CONVERSATIONS = 256;

    private final WrittenJson json = new WrittenJson(CONVERSATIONS);
    private final WrittenObjects<ExportedPath> paths = new WrittenObjects<>();
    private FlowRecordBuilder record;

    /**
     * Reads one message.
     *
     * @param into receives the values; the caller has reset it
     * @return whether the message has the form of Wadi's; if not, {@code into} has some of its values
     */
    boolean read(byte[] message, FlowRecordBuilder into) {
        record = into;
        json.of(message);
        json.open();
        readKey();
        readSums();
        readTcp();
        if (json.take(NAME)) {
            record.name = json.text(FlowJsonReader.MOST_NAME);
        }
        if (json.take(FLOW)) {
            record.flow = json.conversation(FlowJsonReader.MOST_WORD);
        }
        if (json.take(EXPORT)) {
            record.path = json.lastObject(paths, this::path);
        }
        json.close();
        return json.isComplete();
    }

    private void readKey() {
        record.window = number(WINDOW, FlowJsonReader.LAST_SECOND);
        json.expect(IP);
        json.open();
        json.expect(SRC);
        record.src = json.address();
        json.expect(DST);
        record.dst = json.address();
        number(VERSION, Long.MAX_VALUE);
        json.close();
        record.protocol = word(PROTOCOL);
        record.transport = word(TRANSPORT);
        if (json.take(PORT)) {
            json.open();
            record.srcPort = (int) numberIfThere(SRC, MOST_PORT, record.srcPort);
            record.dstPort = (int) numberIfThere(DST, MOST_PORT, record.dstPort);
            json.close();
        }
        json.expect(PROBE);
        record.probe = json.word(FlowJsonReader.MOST_PROBE);
        record.vlan = (int) numberIfThere(VLAN, FlowJsonReader.MOST_VLAN, record.vlan);
    }

    private void readSums() {
        record.packets = number(PACKETS, FlowJsonReader.MOST_PACKETS_COUNTED);
        record.bytes = number(BYTES, FlowJsonReader.MOST_BYTES_COUNTED);
        json.expect(FIRST);
        record.first = json.nanos();
        json.expect(LAST);
        record.last = json.nanos();
    }

    private void readTcp() {
        if (!json.take(TCP)) {
            return;
        }
        json.open();
        record.tcpFlags = (int) number(FLAGS, 255);
        record.retransmissions = number(RETRANSMISSIONS, FlowJsonReader.MOST_PACKETS_COUNTED);
        if (json.take(RTT)) {
            record.rtt = json.nanos();
            failIf(record.rtt / NANOS_PER_SECOND > FlowJsonReader.LONGEST_WINDOW_SECONDS);
        }
        json.close();
    }

    private ExportedPath path() {
        json.open();
        json.expect(EXPORTER);
        json.skipText();
        json.expect(PROTOCOL);
        json.skipText();
        number(DOMAIN, Long.MAX_VALUE);
        long sampling = number(SAMPLING, ExportedPathReader.MOST_NUMBER);
        failIf(sampling == 0);
        boolean hasInterfaces = opens(INTERFACE);
        long in = numberIfThere(hasInterfaces, IN);
        long out = numberIfThere(hasInterfaces, OUT);
        String inName = nameIfThere(hasInterfaces, IN_NAME);
        String outName = nameIfThere(hasInterfaces, OUT_NAME);
        closes(hasInterfaces);
        boolean hasAs = opens(AS);
        long srcAsn = numberIfThere(hasAs, SRC);
        long dstAsn = numberIfThere(hasAs, DST);
        closes(hasAs);
        IpAddress nextHop = json.take(NEXT_HOP) ? json.address() : null;
        int tos = (int) numberIfThere(TOS, ExportedPathReader.MOST_BYTE, ExportedPath.UNKNOWN);
        int direction = json.take(DIRECTION) ? direction() : ExportedPath.UNKNOWN;
        int endReason = (int) numberIfThere(END_REASON, ExportedPathReader.MOST_BYTE, ExportedPath.UNKNOWN);
        json.close();
        return new ExportedPath(in, out, inName, outName, nextHop, srcAsn, dstAsn, sampling, tos, direction, endReason);
    }

    private boolean opens(JsonName object) {
        boolean isThere = json.take(object);
        if (isThere) {
            json.open();
        }
        return isThere;
    }

    private void closes(boolean isOpen) {
        if (isOpen) {
            json.close();
        }
    }

    private int direction() {
        String word = json.word(FlowJsonReader.MOST_WORD);
        boolean isIngress = "ingress".equals(word);
        failIf(!isIngress && !"egress".equals(word));
        return isIngress ? ExportedPath.INGRESS : ExportedPath.EGRESS;
    }

    private void failIf(boolean condition) {
        if (condition) {
            json.fail();
        }
    }

    private String word(JsonName field) {
        json.expect(field);
        return json.word(FlowJsonReader.MOST_WORD);
    }

    private long number(JsonName field, long most) {
        json.expect(field);
        return json.number(most);
    }

    private long numberIfThere(JsonName field, long most, long otherwise) {
        return json.take(field) ? json.number(most) : otherwise;
    }

    private long numberIfThere(boolean isOpen, JsonName field) {
        return isOpen
                ? numberIfThere(field, ExportedPathReader.MOST_NUMBER, ExportedPath.UNKNOWN)
                : ExportedPath.UNKNOWN;
    }

    private String nameIfThere(boolean isOpen, JsonName field) {
        return isOpen && json.take(field) ? json.text(ExportedPath.MOST_NAME) : null;
    }
}
