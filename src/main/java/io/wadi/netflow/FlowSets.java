package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.List;

/**
 * Decodes messages of NetFlow v9 (RFC 3954) or IPFIX (RFC 7011): a header and sets of templates, options templates and
 * data. Not thread-safe.
 */
final class FlowSets {

    private static final int SET_HEADER = 4;
    private static final int FIRST_DATA_SET = 256;

    private final Sources sources;
    private final NetflowCounters counters;
    private final boolean ipfix;
    private final ExportProtocol protocol;
    private final int headerLength;
    private final TemplateSets templates;
    private final DataSets data;
    private final MessageTimes times = new MessageTimes();

    FlowSets(ExportProtocol protocol, Sources sources, FlowBuilder builder, NetflowCounters counters) {
        this.protocol = protocol;
        this.sources = sources;
        this.counters = counters;
        ipfix = protocol == ExportProtocol.IPFIX;
        headerLength = ipfix ? 16 : 20;
        data = new DataSets(sources, builder, counters);
        templates = new TemplateSets(ipfix, sources, counters);
    }

    DatagramOutcome decode(Bytes bytes, Arrival arrival, List<ExportedFlow> flows) {
        if (!bytes.has(0, headerLength)) {
            return DatagramOutcome.REJECTED_TRUNCATED;
        }
        int end = ipfix ? bytes.u16(2) : bytes.length();
        if (end < headerLength) {
            return DatagramOutcome.REJECTED_MALFORMED;
        }
        long domain = bytes.u32(headerLength - 4);
        Source source = sources.of(arrival, protocol, null, domain);
        if (source == null) {
            return DatagramOutcome.REJECTED_EXPORTERS;
        }
        readTimes(bytes, arrival);
        data.begin(flows);
        DatagramOutcome outcome = readSets(bytes, Math.min(end, bytes.length()), source);
        if (ipfix) {
            counters.arrived(source, times, bytes.i32(8), data.records(), data.options());
        } else {
            counters.arrived(source, times, bytes.i32(12), 1, 0);
        }
        counters.read(source, data.read());
        return outcome == DatagramOutcome.DECODED && end > bytes.length()
                ? DatagramOutcome.REJECTED_TRUNCATED
                : outcome;
    }

    /** RFC 3954 section 5.1, RFC 7011 section 3.1. */
    private void readTimes(Bytes bytes, Arrival arrival) {
        long export = bytes.u32(ipfix ? 4 : 8) * MessageTimes.NANOS_PER_SECOND;
        if (ipfix) {
            times.set(export, arrival);
        } else {
            times.set(export, arrival, bytes.i32(4));
        }
    }

    private DatagramOutcome readSets(Bytes bytes, int end, Source source) {
        int at = headerLength;
        while (end - at >= SET_HEADER) {
            int id = bytes.u16(at);
            int length = bytes.u16(at + 2);
            if (length < SET_HEADER) {
                return DatagramOutcome.REJECTED_MALFORMED;
            }
            if (length > end - at) {
                return DatagramOutcome.REJECTED_TRUNCATED;
            }
            if (!readSet(bytes, at + SET_HEADER, at + length, id, source)) {
                return DatagramOutcome.REJECTED_MALFORMED;
            }
            at += length;
        }
        return DatagramOutcome.DECODED;
    }

    /** Reads one set; false if its content contradicts its length. Sets with other ids are reserved and not read. */
    private boolean readSet(Bytes bytes, int start, int end, int id, Source source) {
        if (id >= FIRST_DATA_SET) {
            return data.read(bytes, start, end, id, source, times);
        }
        if (id == (ipfix ? 2 : 0)) {
            return templates.read(bytes, start, end, false, source, times);
        }
        if (id == (ipfix ? 3 : 1)) {
            return templates.read(bytes, start, end, true, source, times);
        }
        return true;
    }
}
