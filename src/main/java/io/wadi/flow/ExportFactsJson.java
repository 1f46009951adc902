package io.wadi.flow;

import com.fasterxml.jackson.core.JsonGenerator;
import io.wadi.netflow.ExportFacts;
import io.wadi.netflow.ExportedFlow;
import java.io.IOException;

/** Writes what an exporter knows of a flow: field {@code export} of a message on topic {@code flows}. */
final class ExportFactsJson {

    private ExportFactsJson() {}

    static void write(ExportedFlow flow, JsonGenerator json) throws IOException {
        ExportFacts facts = flow.facts();
        json.writeObjectFieldStart("export");
        json.writeStringField("exporter", flow.exporter().address().toString());
        json.writeStringField("protocol", flow.exporter().protocol().label());
        json.writeNumberField("domain", flow.exporter().domain());
        json.writeNumberField("sampling", facts.samplingRate());
        writePair("interface", "in", facts.inInterface(), "out", facts.outInterface(), json);
        writePair("as", "src", facts.srcAs(), "dst", facts.dstAs(), json);
        if (facts.nextHop() != null) {
            json.writeStringField("next-hop", facts.nextHop().toString());
        }
        writeKnown("tos", facts.tos(), json);
        if (facts.direction() != ExportFacts.UNKNOWN) {
            json.writeStringField("direction", facts.direction() == 0 ? "ingress" : "egress");
        }
        writeKnown("end-reason", facts.endReason(), json);
        json.writeEndObject();
    }

    private static void writePair(String field, String one, long first, String other, long second, JsonGenerator json)
            throws IOException {
        if (first != ExportFacts.UNKNOWN || second != ExportFacts.UNKNOWN) {
            json.writeObjectFieldStart(field);
            writeKnown(one, first, json);
            writeKnown(other, second, json);
            json.writeEndObject();
        }
    }

    private static void writeKnown(String field, long value, JsonGenerator json) throws IOException {
        if (value != ExportFacts.UNKNOWN) {
            json.writeNumberField(field, value);
        }
    }
}
