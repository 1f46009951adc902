package io.wadi.netflow;

import io.wadi.net.IpAddress;
import io.wadi.packet.CommunityId;
import io.wadi.packet.Packet;
import io.wadi.packet.TransportNames;
import java.util.List;

/** Makes flows of the values of records. Not thread-safe. */
final class FlowBuilder {

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DCCP = 33;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;
    private static final int MOST_PROTOCOL = 255;
    private static final int UNKNOWN = ExportFacts.UNKNOWN;
    private static final int MOST_VLAN = 4_095;

    private final CommunityId communityId = new CommunityId();
    private final long samplingRate;
    private final NetflowCounters counters;
    private IpAddress src;
    private IpAddress dst;
    private int srcPort;
    private int dstPort;
    private int protocol;
    private long rate;
    private String flow;

    /**
     * Creates a builder.
     *
     * @param samplingRate sampling rate of all flows; 0 for what the exporters state
     */
    FlowBuilder(long samplingRate, NetflowCounters counters) {
        this.samplingRate = samplingRate;
        this.counters = counters;
    }

    /** The sampling rate that counts for an exporter that states this one. */
    long rate(long stated) {
        return samplingRate > 0 ? samplingRate : stated;
    }

    /** Adds the flow of a record, and that of the other direction if the record has both (RFC 5103). */
    RecordOutcome add(FieldValues values, Source source, MessageTimes times, List<ExportedFlow> flows) {
        if (!readAddresses(values)) {
            return RecordOutcome.REJECTED_ADDRESSES;
        }
        rate = rate(source.sampling.rate(values));
        source.minute().samplingRate = rate;
        long packets = count(values, FlowField.PACKETS, FlowField.PACKETS_TOTAL);
        long bytes = count(values, FlowField.BYTES, FlowField.BYTES_TOTAL);
        long reversePackets = values.get(FlowField.REVERSE_PACKETS, 0);
        long reverseBytes = values.get(FlowField.REVERSE_BYTES, 0);
        if (packets == 0 && bytes == 0 && reversePackets == 0 && reverseBytes == 0) {
            return RecordOutcome.EMPTY;
        }
        if (!isPossible(packets, bytes, rate) || !isPossible(reversePackets, reverseBytes, rate)) {
            return RecordOutcome.REJECTED_COUNTS;
        }
        readTransport(values);
        if (!times.read(values, source.startMillis)) {
            counters.countReplacedTimes();
        }
        if (packets > 0) {
            flows.add(flow(values, source, times, packets, bytes, FlowField.TCP_FLAGS));
        }
        if (reversePackets > 0) {
            turn();
            flows.add(flow(values, source, times, reversePackets, reverseBytes, FlowField.REVERSE_TCP_FLAGS));
        }
        return RecordOutcome.FLOW;
    }

    private static long count(FieldValues values, FlowField delta, FlowField total) {
        return values.has(delta) ? values.get(delta, 0) : values.get(total, 0);
    }

    /** Whether there can be so many packets with so many bytes, and their product with the rate is in range. */
    static boolean isPossible(long packets, long bytes, long rate) {
        return packets >= 0
                && bytes >= 0
                && rate > 0
                && packets <= ExportedFlow.MOST_PACKETS / rate
                && bytes <= ExportedFlow.MOST_BYTES / rate
                && bytes <= packets * Packet.MOST_SIZE;
    }

    private boolean readAddresses(FieldValues values) {
        src = values.address(FlowField.SRC_V4);
        dst = values.address(FlowField.DST_V4);
        boolean v4 = src != null && dst != null;
        IpAddress srcV6 = values.address(FlowField.SRC_V6);
        IpAddress dstV6 = values.address(FlowField.DST_V6);
        // Exporters with one template for both versions send zeros for the other version.
        if (srcV6 != null && dstV6 != null && (!v4 || src.low() == 0 && dst.low() == 0)) {
            src = srcV6;
            dst = dstV6;
            return true;
        }
        return v4;
    }

    private void readTransport(FieldValues values) {
        protocol = (int) Math.min(values.get(FlowField.PROTOCOL, MOST_PROTOCOL) & Integer.MAX_VALUE, MOST_PROTOCOL);
        srcPort = port(values, FlowField.SRC_PORT);
        dstPort = port(values, FlowField.DST_PORT);
        flow = protocol == ICMP || protocol == ICMPV6
                ? icmp(values)
                : communityId.of(protocol, src, dst, srcPort, dstPort);
    }

    private int port(FieldValues values, FlowField field) {
        return switch (protocol) {
            case TCP, UDP, DCCP, SCTP, UDP_LITE -> (int) values.get(field, 0) & 0xffff;
            default -> Packet.NO_PORT;
        };
    }

    /** Exporters that have no element for it put type and code into the destination port. */
    private String icmp(FieldValues values) {
        long both = values.get(FlowField.ICMP_TYPE_CODE, values.get(FlowField.DST_PORT, 0));
        int type = (int) values.get(FlowField.ICMP_TYPE, both >>> Byte.SIZE & 0xff);
        int code = (int) values.get(FlowField.ICMP_CODE, both & 0xff);
        return communityId.ofIcmp(protocol, src, dst, type & 0xff, code & 0xff);
    }

    private void turn() {
        IpAddress address = src;
        src = dst;
        dst = address;
        int port = srcPort;
        srcPort = dstPort;
        dstPort = port;
    }

    private ExportedFlow flow(
            FieldValues values, Source source, MessageTimes times, long packets, long bytes, FlowField flags) {
        String transport = TransportNames.of(protocol);
        return new ExportedFlow(
                source.exporter,
                src,
                dst,
                srcPort,
                dstPort,
                transport,
                transport,
                null,
                packets * rate,
                bytes * rate,
                protocol == TCP ? (int) values.get(flags, 0) & 0xff : 0,
                times.first(),
                times.last(),
                flow,
                vlan(values),
                facts(values, source, src.isV4(), rate));
    }

    ExportFacts facts(FieldValues values, Source source, boolean v4, long samplingRate) {
        IpAddress nextHop = values.address(v4 ? FlowField.NEXT_HOP_V4 : FlowField.NEXT_HOP_V6);
        long in = number(values, FlowField.IN_INTERFACE);
        long out = number(values, FlowField.OUT_INTERFACE);
        return new ExportFacts(
                samplingRate,
                in,
                out,
                nextHop == null || nextHop.high() == 0 && nextHop.low() == 0 ? null : nextHop,
                number(values, FlowField.SRC_AS),
                number(values, FlowField.DST_AS),
                (int) bounded(values, FlowField.TOS, 0xff),
                (int) bounded(values, FlowField.DIRECTION, 1),
                (int) bounded(values, FlowField.END_REASON, 5),
                source.interfaces.of(in),
                source.interfaces.of(out));
    }

    /** The VLAN that the values state; 0 if they state none, as exporters say themselves. */
    static int vlan(FieldValues values) {
        return (int) Math.max(0, bounded(values, FlowField.VLAN, MOST_VLAN));
    }

    private static long number(FieldValues values, FlowField field) {
        return bounded(values, field, 0xffff_ffffL);
    }

    private static long bounded(FieldValues values, FlowField field, long most) {
        long value = values.get(field, UNKNOWN);
        return value < 0 || value > most ? UNKNOWN : value;
    }
}
