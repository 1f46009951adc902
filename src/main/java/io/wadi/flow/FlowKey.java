package io.wadi.flow;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;

/**
 * The key of a flow: window, 5-tuple and probe. A flow has one direction; the other direction is a separate flow.
 *
 * @param windowStart start of the window, seconds since the epoch
 * @param src source address
 * @param dst destination address
 * @param srcPort source port, or {@link Packet#NO_PORT}
 * @param dstPort destination port, or {@link Packet#NO_PORT}
 * @param transport name of the transport protocol
 * @param probe name of the probe that captured the packets
 */
public record FlowKey(
        long windowStart, IpAddress src, IpAddress dst, int srcPort, int dstPort, String transport, String probe)
        implements Comparable<FlowKey> {

    @Override
    public int hashCode() {
        int hash = src.hashCode() * 31 + dst.hashCode();
        hash = hash * 31 + (srcPort << 16 ^ dstPort);
        hash = hash * 31 + transport.hashCode();
        return hash ^ (int) windowStart * 0x9E3779B9;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowKey that
                && srcPort == that.srcPort
                && dstPort == that.dstPort
                && windowStart == that.windowStart
                && src.equals(that.src)
                && dst.equals(that.dst)
                && transport.equals(that.transport)
                && probe.equals(that.probe);
    }

    /** A total order: all writers lock rows in the same order and cannot deadlock. */
    @Override
    public int compareTo(FlowKey that) {
        int order = Long.compare(windowStart, that.windowStart);
        order = order != 0 ? order : src.compareTo(that.src);
        order = order != 0 ? order : dst.compareTo(that.dst);
        order = order != 0 ? order : Integer.compare(srcPort, that.srcPort);
        order = order != 0 ? order : Integer.compare(dstPort, that.dstPort);
        order = order != 0 ? order : transport.compareTo(that.transport);
        return order != 0 ? order : probe.compareTo(that.probe);
    }
}
