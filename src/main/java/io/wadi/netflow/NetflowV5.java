package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.List;

/**
 * Decodes NetFlow version 5: a header of 24 bytes and records of 48 bytes (Cisco, "NetFlow Export Datagram Format").
 * Not thread-safe.
 */
final class NetflowV5 {

    private static final int HEADER = 24;
    private static final int RECORD = 48;
    private static final int RATE_BITS = 0x3fff;

    private final Sources sources;
    private final FlowBuilder builder;
    private final NetflowCounters counters;
    private final FieldValues values = new FieldValues();
    private final MessageTimes times = new MessageTimes();

    NetflowV5(Sources sources, FlowBuilder builder, NetflowCounters counters) {
        this.sources = sources;
        this.builder = builder;
        this.counters = counters;
    }

    DatagramOutcome decode(Bytes bytes, Arrival arrival, List<ExportedFlow> flows) {
        if (!bytes.has(0, HEADER)) {
            return DatagramOutcome.REJECTED_TRUNCATED;
        }
        Source source = sources.of(arrival, ExportProtocol.V5, null, bytes.u16(20));
        if (source == null) {
            return DatagramOutcome.REJECTED_EXPORTERS;
        }
        int count = bytes.u16(2);
        times.set(
                bytes.u32(8) * MessageTimes.NANOS_PER_SECOND + Math.min(bytes.u32(12), 999_999_999L),
                arrival,
                bytes.i32(4));
        counters.arrived(source, times, bytes.i32(16), count, 0);
        // The two upper bits are the mode; some exporters leave it 0 although they sample.
        source.sampling.set(bytes.u16(22) & RATE_BITS);
        int there = Math.min(count, (bytes.length() - HEADER) / RECORD);
        for (int i = 0; i < there; i++) {
            read(bytes, HEADER + i * RECORD);
            counters.outcome(builder.add(values, source, times, flows), 1);
        }
        counters.read(source, there);
        return there < count ? DatagramOutcome.REJECTED_TRUNCATED : DatagramOutcome.DECODED;
    }

    private void read(Bytes bytes, int at) {
        values.reset();
        values.set(FlowField.SRC_V4, bytes.u32(at));
        values.set(FlowField.DST_V4, bytes.u32(at + 4));
        values.set(FlowField.NEXT_HOP_V4, bytes.u32(at + 8));
        values.set(FlowField.IN_INTERFACE, bytes.u16(at + 12));
        values.set(FlowField.OUT_INTERFACE, bytes.u16(at + 14));
        values.set(FlowField.PACKETS, bytes.u32(at + 16));
        values.set(FlowField.BYTES, bytes.u32(at + 20));
        values.set(FlowField.FIRST_UPTIME, bytes.u32(at + 24));
        values.set(FlowField.LAST_UPTIME, bytes.u32(at + 28));
        values.set(FlowField.SRC_PORT, bytes.u16(at + 32));
        values.set(FlowField.DST_PORT, bytes.u16(at + 34));
        values.set(FlowField.TCP_FLAGS, bytes.u8(at + 37));
        values.set(FlowField.PROTOCOL, bytes.u8(at + 38));
        values.set(FlowField.TOS, bytes.u8(at + 39));
        values.set(FlowField.SRC_AS, bytes.u16(at + 40));
        values.set(FlowField.DST_AS, bytes.u16(at + 42));
    }
}
