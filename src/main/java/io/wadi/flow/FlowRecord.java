package io.wadi.flow;

import io.wadi.net.IpAddress;
import io.wadi.packet.Directed;
import java.util.List;

/**
 * A probe's record of one flow over some time, as a message on topic {@code flows} (a Flow Record in RFC 7011). A flow
 * has one or more records; their sum is the flow.
 *
 * @param key window, 5-tuple and probe
 * @param protocol the first application protocol recognised, otherwise the transport
 * @param packets packets since the previous record; 0 for a record that only adds names
 * @param bytes bytes of their IP packets
 * @param tcpFlags all TCP flags of these packets, or-ed
 * @param firstNanos time stamp of the earliest packet, nanoseconds since the epoch
 * @param lastNanos time stamp of the latest packet, nanoseconds since the epoch
 * @param rttNanos round-trip time of the TCP handshake in nanoseconds; -1 if unknown
 * @param retransmissions retransmitted TCP segments
 * @param name the last name that a packet gave, or null
 * @param names addresses that the packets named, with their names; at most {@link #MOST_NAMES}
 * @param flow Community ID, or null
 * @param vlan outermost VLAN id of the first packet that had one, 1 to 4095, or {@link Flow#NO_VLAN}
 * @param path its way through the exporter, or null if no exporter sent it
 */
public record FlowRecord(
        FlowKey key,
        String protocol,
        long packets,
        long bytes,
        int tcpFlags,
        long firstNanos,
        long lastNanos,
        long rttNanos,
        long retransmissions,
        String name,
        List<NamedAddress> names,
        String flow,
        int vlan,
        ExportedPath path)
        implements Directed {

    /** Most names in one record. The longest names make a message of 100 kilobytes, far below the broker's limit. */
    public static final int MOST_NAMES = 100;

    @Override
    public IpAddress src() {
        return key.src();
    }

    @Override
    public IpAddress dst() {
        return key.dst();
    }

    /** A record of the same flow that counts no packets and adds these names. */
    FlowRecord bringing(List<NamedAddress> more) {
        return new FlowRecord(
                key, protocol, 0, 0, 0, firstNanos, lastNanos, TcpDirection.NONE, 0, null, more, flow, vlan, path);
    }
}
