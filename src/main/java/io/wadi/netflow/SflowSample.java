package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketDecoder;
import java.util.List;

/** Reads a flow sample of sFlow: a sampled packet, and what the agent knows of its way. Not thread-safe. */
final class SflowSample {

    private static final int RAW_HEADER = 1;
    private static final int SAMPLED_IPV4 = 3;
    private static final int SAMPLED_IPV6 = 4;
    private static final int EXTENDED_SWITCH = 1001;
    private static final int EXTENDED_ROUTER = 1002;
    private static final int EXTENDED_GATEWAY = 1003;

    /** libpcap's link types of the header protocols of a raw header: 1 Ethernet, 11 IPv4, 12 IPv6. */
    private static final int ETHERNET_LINK = 1;

    private static final int RAW_IPV4_LINK = 228;
    private static final int RAW_IPV6_LINK = 229;
    private static final int NO_LINK = -1;

    private final FlowBuilder builder;
    private final PacketDecoder decoder = new PacketDecoder("");
    private final FieldValues values = new FieldValues();
    private final Bytes record = new Bytes();
    private Packet packet;
    private long rate;

    SflowSample(FlowBuilder builder) {
        this.builder = builder;
    }

    /**
     * Reads a sample.
     *
     * @throws IndexOutOfBoundsException if a length in it is impossible
     */
    RecordOutcome read(Bytes sample, boolean expanded, Source source, MessageTimes times, List<ExportedFlow> flows) {
        values.reset();
        packet = null;
        int at = expanded ? readExpandedHead(sample) : readHead(sample);
        long records = sample.u32(at);
        at += 4;
        for (long i = 0; i < records; i++) {
            int length = sample.i32(at + 4);
            record.set(sample, at + 8, length);
            readRecord(sample.i32(at), times.receivedNanos());
            at += 8 + length;
        }
        if (packet != null) {
            return addPacket(source, times, flows);
        }
        return values.has(FlowField.BYTES) ? builder.add(values, source, times, flows) : RecordOutcome.NOT_IP;
    }

    private int readHead(Bytes sample) {
        rate(sample.u32(8));
        // The two upper bits are the format of the number; 0 is an interface index.
        networkInterface(FlowField.IN_INTERFACE, sample.u32(20) >>> 30, sample.u32(20));
        networkInterface(FlowField.OUT_INTERFACE, sample.u32(24) >>> 30, sample.u32(24));
        return 28;
    }

    private int readExpandedHead(Bytes sample) {
        rate(sample.u32(12));
        networkInterface(FlowField.IN_INTERFACE, sample.u32(24), sample.u32(28));
        networkInterface(FlowField.OUT_INTERFACE, sample.u32(32), sample.u32(36));
        return 40;
    }

    private void rate(long stated) {
        rate = builder.rate(Math.max(1, stated));
        values.set(FlowField.SAMPLING_INTERVAL, Math.max(1, stated));
    }

    private void networkInterface(FlowField field, long format, long index) {
        if (format == 0 && index != 0) {
            values.set(field, index);
        }
    }

    private void readRecord(int format, long nanos) {
        switch (format) {
            case RAW_HEADER -> readRawHeader(nanos);
            case SAMPLED_IPV4 -> readIp(4);
            case SAMPLED_IPV6 -> readIp(16);
            case EXTENDED_SWITCH -> values.set(FlowField.VLAN, record.u32(0));
            case EXTENDED_ROUTER -> readNextHop(0);
            case EXTENDED_GATEWAY -> readGateway();
            default -> {
                // Ethernet addresses, users, tunnels: not part of a flow.
            }
        }
    }

    private void readRawHeader(long nanos) {
        int link =
                switch (record.i32(0)) {
                    case 1 -> ETHERNET_LINK;
                    case 11 -> RAW_IPV4_LINK;
                    case 12 -> RAW_IPV6_LINK;
                    default -> NO_LINK;
                };
        int captured = record.i32(12);
        byte[] header = record.copy(16, captured);
        int length = (int) Math.min(record.u32(4), Packet.MOST_SIZE);
        Outcome outcome = decoder.decode(link, header, 0, captured, Math.max(length, captured), nanos);
        packet = outcome == Outcome.DECODED ? decoder.packet() : packet;
    }

    private void readIp(int addressLength) {
        values.set(FlowField.PACKETS, 1);
        values.set(FlowField.BYTES, record.u32(0));
        values.set(FlowField.PROTOCOL, record.u32(4));
        values.set((addressLength == 4 ? FlowField.SRC_V4 : FlowField.SRC_V6).ordinal(), record, 8, addressLength);
        int at = 8 + addressLength;
        values.set((addressLength == 4 ? FlowField.DST_V4 : FlowField.DST_V6).ordinal(), record, at, addressLength);
        at += addressLength;
        values.set(FlowField.SRC_PORT, record.u32(at));
        values.set(FlowField.DST_PORT, record.u32(at + 4));
        values.set(FlowField.TCP_FLAGS, record.u32(at + 8));
        values.set(FlowField.TOS, record.u32(at + 12));
    }

    /** Reads an address with its type; returns the position after it. */
    private int readNextHop(int at) {
        boolean v4 = record.i32(at) == 1;
        int length = v4 ? 4 : 16;
        if (v4 || record.i32(at) == 2) {
            values.set((v4 ? FlowField.NEXT_HOP_V4 : FlowField.NEXT_HOP_V6).ordinal(), record, at + 4, length);
            return at + 4 + length;
        }
        return at + 4;
    }

    /** The next hop, three AS numbers, and the path, whose last AS is that of the destination. */
    private void readGateway() {
        int at = readNextHop(0);
        values.set(FlowField.SRC_AS, record.u32(at + 4));
        long segments = record.u32(at + 12);
        at += 16;
        long last = ExportFacts.UNKNOWN;
        for (long i = 0; i < segments; i++) {
            int count = (int) Math.min(record.u32(at + 4), record.length());
            at += 8 + 4 * count;
            last = count > 0 ? record.u32(at - 4) : last;
        }
        if (last != ExportFacts.UNKNOWN) {
            values.set(FlowField.DST_AS, last);
        }
    }

    private RecordOutcome addPacket(Source source, MessageTimes times, List<ExportedFlow> flows) {
        if (!FlowBuilder.isPossible(1, packet.size(), rate)) {
            return RecordOutcome.REJECTED_COUNTS;
        }
        source.minute().samplingRate = rate;
        flows.add(new ExportedFlow(
                source.exporter,
                packet.src(),
                packet.dst(),
                packet.flowSrcPort(),
                packet.flowDstPort(),
                packet.transport(),
                packet.protocol(),
                packet.name(),
                rate,
                packet.size() * rate,
                packet.tcp() == null ? 0 : packet.tcp().flags(),
                times.receivedNanos(),
                times.receivedNanos(),
                packet.flow(),
                packet.vlan().isEmpty()
                        ? FlowBuilder.vlan(values)
                        : packet.vlan().get(0),
                builder.facts(values, source, packet.src().isV4(), rate)));
        return RecordOutcome.FLOW;
    }
}
