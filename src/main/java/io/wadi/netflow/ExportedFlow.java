package io.wadi.netflow;

import io.wadi.net.IpAddress;
import io.wadi.packet.Directed;

/**
 * One flow record of an exporter (RFC 7011 section 2), or one sampled packet of sFlow, in one direction.
 *
 * @param exporter who exported it
 * @param src source address
 * @param dst destination address, of the same version
 * @param srcPort source port, or {@link io.wadi.packet.Packet#NO_PORT}
 * @param dstPort destination port, or {@link io.wadi.packet.Packet#NO_PORT}
 * @param transport name of the transport protocol
 * @param protocol the application protocol that a sampled packet shows, otherwise {@code transport}
 * @param name the name that a sampled packet gives to its peer, or null
 * @param packets packets, scaled by the sampling rate; 1 to {@link #MOST_PACKETS}
 * @param bytes bytes of the IP packets, scaled by the sampling rate; 0 to {@link #MOST_BYTES}, and at most {@link
 *     io.wadi.packet.Packet#MOST_SIZE} per packet
 * @param tcpFlags all TCP flags of the packets, or-ed; 0 if unknown
 * @param firstNanos time of the first packet, nanoseconds since the epoch
 * @param lastNanos time of the last packet, at most {@link #LONGEST_NANOS} later
 * @param flow Community ID
 * @param vlan VLAN id as exported or sampled, 1 to 4095; 0 if there is none
 * @param facts what only the exporter knows
 */
public record ExportedFlow(
        Exporter exporter,
        IpAddress src,
        IpAddress dst,
        int srcPort,
        int dstPort,
        String transport,
        String protocol,
        String name,
        long packets,
        long bytes,
        int tcpFlags,
        long firstNanos,
        long lastNanos,
        String flow,
        int vlan,
        ExportFacts facts)
        implements Directed {

    /** Most packets of a record: a day of 200,000 packets per second. */
    public static final long MOST_PACKETS = 1L << 34;

    /** Most bytes of a record: 64 TiB, a day of 6 Gbit/s. */
    public static final long MOST_BYTES = 1L << 46;

    /** Longest time between the first and the last packet: a day. */
    public static final long LONGEST_NANOS = 86_400_000_000_000L;

    /** Heap of a flow with its addresses, facts and the longest name, in bytes; an upper estimate. */
    static final int HEAP_BYTES = 640;
}
