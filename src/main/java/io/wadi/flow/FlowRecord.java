package io.wadi.flow;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Directed;
import java.util.List;

/**
 * A probe's record of one flow for some time, as a message on topic {@code flows} (a Flow Record in RFC 7011). A
 * flow has many records; their sum is the flow.
 *
 * @param key window, 5-tuple and probe
 * @param protocol the first application protocol recognised, else the transport
 * @param packets packets since the record before; 0 for a record that only brings names
 * @param bytes bytes of their IP packets
 * @param tcpFlags all their TCP flags, or-ed
 * @param firstNanos time stamp of the earliest, nanoseconds since the epoch
 * @param lastNanos time stamp of the latest
 * @param rttNanos time of the TCP handshake's round trip, nanoseconds; -1 for unknown
 * @param retransmissions TCP segments that were sent again
 * @param name the last name that a packet gave, or null
 * @param names addresses that the packets gave a name, and which; at most {@link #MOST_NAMES}
 * @param flow Community ID, or null
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
        List<AddressName> names,
        String flow)
        implements Directed {

    /** Names in one record; the longest make a message of a hundred kilobytes, far from the broker's limit. */
    public static final int MOST_NAMES = 100;

    @Override
    public IpAddress src() {
        return key.src();
    }

    @Override
    public IpAddress dst() {
        return key.dst();
    }

    FlowRecord withNames(List<AddressName> some) {
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
                some,
                flow);
    }

    /** A record of the same flow that adds nothing but these names. */
    FlowRecord bringing(List<AddressName> more) {
        return new FlowRecord(key, protocol, 0, 0, 0, firstNanos, lastNanos, TcpDirection.NONE, 0, null, more, flow);
    }
}
