package io.wadi.flow;

import io.wadi.message.JsonBytes;
import io.wadi.message.JsonName;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportedFlow;

/** Writes what an exporter knows of a flow: field {@code export} of a message on topic {@code flows}. */
final class ExportFactsJson {

    private static final JsonName EXPORT = new JsonName("export");
    private static final JsonName EXPORTER = new JsonName("exporter");
    private static final JsonName PROTOCOL = new JsonName("protocol");
    private static final JsonName DOMAIN = new JsonName("domain");
    private static final JsonName SAMPLING = new JsonName("sampling");
    private static final JsonName INTERFACE = new JsonName("interface");
    private static final JsonName IN = new JsonName("in");
    private static final JsonName OUT = new JsonName("out");
    private static final JsonName IN_NAME = new JsonName("in-name");
    private static final JsonName OUT_NAME = new JsonName("out-name");
    private static final JsonName AS = new JsonName("as");
    private static final JsonName SRC = new JsonName("src");
    private static final JsonName DST = new JsonName("dst");
    private static final JsonName NEXT_HOP = new JsonName("next-hop");
    private static final JsonName TOS = new JsonName("tos");
    private static final JsonName DIRECTION = new JsonName("direction");
    private static final JsonName END_REASON = new JsonName("end-reason");

    private ExportFactsJson() {}

    static void write(ExportedFlow flow, JsonBytes json) {
        ExportFacts facts = flow.facts();
        json.field(EXPORT).open('{');
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
