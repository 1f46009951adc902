package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import java.util.List;

/**
 * Decodes datagrams of sFlow version 5 (sflow.org, "sFlow Version 5", 2004, section 5). Counter samples and those of
 * other enterprises are counted and not read. Not thread-safe.
 */
final class SflowV5 {

    private static final int SAMPLE_HEADER = 8;
    private static final int FLOW_SAMPLE = 1;
    private static final int EXPANDED_FLOW_SAMPLE = 3;

    private final Sources sources;
    private final NetflowCounters counters;
    private final SflowSample samples;
    private final Bytes sample = new Bytes();
    private final MessageTimes times = new MessageTimes();

    SflowV5(Sources sources, FlowBuilder builder, NetflowCounters counters) {
        this.sources = sources;
        this.counters = counters;
        samples = new SflowSample(builder);
    }

    DatagramOutcome decode(Bytes bytes, Arrival arrival, List<ExportedFlow> flows) {
        int at = 8 + addressLength(bytes);
        if (at == 8) {
            return DatagramOutcome.REJECTED_MALFORMED;
        }
        if (!bytes.has(at, 16)) {
            return DatagramOutcome.REJECTED_TRUNCATED;
        }
        IpAddress agent = agent(bytes, arrival.sender());
        Source source = sources.of(arrival, ExportProtocol.SFLOW, agent, bytes.u32(at));
        if (source == null) {
            return DatagramOutcome.REJECTED_EXPORTERS;
        }
        times.set(arrival.nanos(), arrival, bytes.i32(at + 8));
        counters.arrived(source, times, bytes.i32(at + 4), 1, 0);
        return readSamples(bytes, at + 16, bytes.u32(at + 12), source, flows);
    }

    /** Bytes of the agent's address; 0 for a type that does not exist. */
    private static int addressLength(Bytes bytes) {
        int type = bytes.has(4, 4) ? bytes.i32(4) : 0;
        return type == 1 ? 4 : type == 2 ? 16 : 0;
    }

    /** The agent's address, or the sender's if the agent does not know its own. */
    private static IpAddress agent(Bytes bytes, IpAddress sender) {
        IpAddress agent = bytes.i32(4) == 1 ? IpAddress.v4(bytes.i32(8)) : IpAddress.v6(bytes.i64(8), bytes.i64(16));
        boolean unspecified = agent.high() == 0 && agent.low() == 0;
        return unspecified ? sender : agent;
    }

    private DatagramOutcome readSamples(Bytes bytes, int start, long count, Source source, List<ExportedFlow> flows) {
        int at = start;
        DatagramOutcome outcome = DatagramOutcome.DECODED;
        for (long i = 0; i < count; i++) {
            if (!bytes.has(at, SAMPLE_HEADER) || bytes.u32(at + 4) > bytes.length() - at - SAMPLE_HEADER) {
                return DatagramOutcome.REJECTED_TRUNCATED;
            }
            int length = bytes.i32(at + 4);
            sample.set(bytes, at + SAMPLE_HEADER, length);
            counters.read(source, 1);
            RecordOutcome record = read(bytes.i32(at), source, flows);
            if (record == null) {
                record = RecordOutcome.NOT_IP;
                outcome = DatagramOutcome.REJECTED_MALFORMED;
            }
            counters.outcome(record, 1);
            at += SAMPLE_HEADER + length;
        }
        return outcome;
    }

    /** The outcome of a sample; null if a length in it is impossible. */
    private RecordOutcome read(int format, Source source, List<ExportedFlow> flows) {
        if (format != FLOW_SAMPLE && format != EXPANDED_FLOW_SAMPLE) {
            return RecordOutcome.COUNTERS;
        }
        try {
            return samples.read(sample, format == EXPANDED_FLOW_SAMPLE, source, times, flows);
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }
}
