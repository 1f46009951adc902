package io.wadi.flow;

import io.wadi.packet.Packet;
import java.util.List;

/** The aggregated packets of a batch with the same {@link FlowKey}. Not thread-safe. */
public final class Flow {

    /** The VLAN of a flow without one. Id 0 of a tag means no VLAN as well (IEEE 802.1Q). */
    public static final int NO_VLAN = 0;

    private long packets;
    private long bytes;
    private int tcpFlags;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private String protocol;
    private boolean protocolRecognised;
    private String name;
    private String flow;
    private int vlan = NO_VLAN;
    private ExportedPath path;
    private long retransmissions;
    private long rttNanos = TcpDirection.NONE;

    void add(Packet packet) {
        packets++;
        bytes += packet.size();
        if (packet.tcp() != null) {
            tcpFlags |= packet.tcp().flags();
        }
        firstNanos = Math.min(firstNanos, packet.timestampNanos());
        lastNanos = Math.max(lastNanos, packet.timestampNanos());
        if (packet.name() != null) {
            name = packet.name();
        }
        if (flow == null) {
            flow = packet.flow();
        }
        if (vlan == NO_VLAN && !packet.vlan().isEmpty()) {
            vlan = packet.vlan().get(0);
        }
        recognise(packet.protocol(), packet.transport());
    }

    private void recognise(String recognised, String transport) {
        if (!protocolRecognised) {
            protocol = recognised;
            protocolRecognised = !recognised.equals(transport);
        }
    }

    void add(FlowRecord record) {
        packets = CappedSum.of(packets, record.packets());
        bytes = CappedSum.of(bytes, record.bytes());
        tcpFlags |= record.tcpFlags();
        firstNanos = Math.min(firstNanos, record.firstNanos());
        lastNanos = Math.max(lastNanos, record.lastNanos());
        retransmissions = CappedSum.of(retransmissions, record.retransmissions());
        roundTrip(record.rttNanos());
        if (record.name() != null) {
            name = record.name();
        }
        if (flow == null) {
            flow = record.flow();
        }
        if (vlan == NO_VLAN) {
            vlan = record.vlan();
        }
        if (record.path() != null) {
            path = record.path().after(path);
        }
        recognise(record.protocol(), record.key().transport());
    }

    /** This flow as one record that brings these names of addresses. */
    FlowRecord record(FlowKey key, List<NamedAddress> names) {
        return new FlowRecord(
                key,
                protocol,
                packets,
                bytes,
                tcpFlags,
                firstNanos,
                lastNanos,
                rttNanos,
                retransmissions,
                name,
                names,
                flow,
                vlan,
                path);
    }

    void retransmitted() {
        retransmissions++;
    }

    void roundTrip(long nanos) {
        if (rttNanos == TcpDirection.NONE) {
            rttNanos = nanos;
        }
    }

    /** Number of packets. */
    public long packets() {
        return packets;
    }

    /** Bytes of the IP packets. */
    public long bytes() {
        return bytes;
    }

    /** All TCP flags seen, or-ed. */
    public int tcpFlags() {
        return tcpFlags;
    }

    /** Time stamp of the earliest packet, nanoseconds since the epoch. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Time stamp of the latest packet, nanoseconds since the epoch. */
    public long lastNanos() {
        return lastNanos;
    }

    /** The first application protocol recognised, otherwise the transport. */
    public String protocol() {
        return protocol;
    }

    /** The last name that a packet gave, or null. */
    public String name() {
        return name;
    }

    /** Retransmitted TCP segments. */
    public long retransmissions() {
        return retransmissions;
    }

    /** Round-trip time of the TCP handshake in nanoseconds, between the probe and the destination; -1 if unknown. */
    public long rttNanos() {
        return rttNanos;
    }

    /** Outermost VLAN id of the first packet that had one, 1 to 4095, or {@link #NO_VLAN}. */
    public int vlan() {
        return vlan;
    }

    /** Its way through the exporter, or null if no exporter sent it. */
    public ExportedPath path() {
        return path;
    }

    /** Community ID, or null if the packets had none. */
    public String flow() {
        return flow;
    }
}
