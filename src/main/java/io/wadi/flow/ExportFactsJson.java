package io.wadi.flow;

import static io.wadi.flow.FlowFields.AS;
import static io.wadi.flow.FlowFields.DIRECTION;
import static io.wadi.flow.FlowFields.DOMAIN;
import static io.wadi.flow.FlowFields.DST;
import static io.wadi.flow.FlowFields.END_REASON;
import static io.wadi.flow.FlowFields.EXPORT;
import static io.wadi.flow.FlowFields.EXPORTER;
import static io.wadi.flow.FlowFields.IN;
import static io.wadi.flow.FlowFields.INTERFACE;
import static io.wadi.flow.FlowFields.IN_NAME;
import static io.wadi.flow.FlowFields.NEXT_HOP;
import static io.wadi.flow.FlowFields.OUT;
import static io.wadi.flow.FlowFields.OUT_NAME;
import static io.wadi.flow.FlowFields.PROTOCOL;
import static io.wadi.flow.FlowFields.SAMPLING;
import static io.wadi.flow.FlowFields.SRC;
import static io.wadi.flow.FlowFields.TOS;

import io.wadi.message.JsonBytes;
import io.wadi.message.JsonName;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportedFlow;

/**
 * Writes what an exporter knows of a flow: field {@code export} of a message on topic {@code flows}. The parts of a flow have
 * it in common, and often the flows of a datagram: then it is copied. Not thread-safe.
 */
final class ExportFactsJson {

    private ExportedFlow last;
    private byte[] written;

    void write(ExportedFlow flow, JsonBytes json) {
        json.field(EXPORT);
        if (last != null && last.exporter() == flow.exporter() && last.facts().equals(flow.facts())) {
            json.raw(written);
            return;
        }
        int start = json.length();
        writeObject(flow, flow.facts(), json);
        last = flow;
        written = json.toByteArray(start);
    }

    private static void writeObject(ExportedFlow flow, ExportFacts facts, JsonBytes json) {
        json.open('{');
        json.field(EXPORTER).address(flow.exporter().address());
        json.field(PROTOCOL).text(flow.exporter().protocol().label());
        json.field(DOMAIN).number(flow.exporter().domain());
        json.field(SAMPLING).number(facts.samplingRate());
        writeInterfaces(facts, json);
        writeAs(facts, json);
        if (facts.nextHop() != null) {
            json.field(NEXT_HOP).address(facts.nextHop());
        }
        writeKnown(TOS, facts.tos(), json);
        if (facts.direction() != ExportFacts.UNKNOWN) {
            json.field(DIRECTION).text(facts.direction() == 0 ? "ingress" : "egress");
        }
        writeKnown(END_REASON, facts.endReason(), json);
        json.close('}');
    }

    private static void writeInterfaces(ExportFacts facts, JsonBytes json) {
        if (facts.inInterface() != ExportFacts.UNKNOWN || facts.outInterface() != ExportFacts.UNKNOWN) {
            json.field(INTERFACE).open('{');
            writeKnown(IN, facts.inInterface(), json);
            writeKnown(OUT, facts.outInterface(), json);
            writeKnown(IN_NAME, facts.inName(), json);
            writeKnown(OUT_NAME, facts.outName(), json);
            json.close('}');
        }
    }

    private static void writeAs(ExportFacts facts, JsonBytes json) {
        if (facts.srcAs() != ExportFacts.UNKNOWN || facts.dstAs() != ExportFacts.UNKNOWN) {
            json.field(AS).open('{');
            writeKnown(SRC, facts.srcAs(), json);
            writeKnown(DST, facts.dstAs(), json);
            json.close('}');
        }
    }

    private static void writeKnown(JsonName field, String value, JsonBytes json) {
        if (value != null) {
            json.field(field).text(value);
        }
    }

    private static void writeKnown(JsonName field, long value, JsonBytes json) {
        if (value != ExportFacts.UNKNOWN) {
            json.field(field).number(value);
        }
    }
}
