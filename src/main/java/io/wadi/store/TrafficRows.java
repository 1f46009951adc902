package io.wadi.store;

import io.wadi.packet.Packet;
import java.util.List;
import java.util.Map;

/** The bean {@code traffic-rows}: packets as the parameters of {@code store-traffic.sql}, in the partition's order. */
public final class TrafficRows {

    private static final int NONE = -1;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** The statement's parameters by name; -1 stands for what a packet has not. */
    public Map<String, Object> parameters(TrafficBatch batch) {
        List<Packet> rows = batch.list();
        int n = rows.size();
        return new Columns()
                .range(batch.range(), batch.packets(), batch.dead())
                .days(rows, packet -> Math.floorDiv(packet.timestampNanos(), NANOS_PER_SECOND))
                .texts("srcIps", rows, n, packet -> packet.src().toString())
                .texts("dstIps", rows, n, packet -> packet.dst().toString())
                .ints("srcPorts", rows, n, Packet::srcPort)
                .ints("dstPorts", rows, n, Packet::dstPort)
                .texts("protocols", rows, n, Packet::protocol)
                .ints("sizes", rows, n, Packet::size)
                .texts("types", rows, n, Packet::type)
                .longs("timestamps", rows, n, packet -> packet.timestampNanos() / NANOS_PER_MICRO)
                .texts("transports", rows, n, Packet::transport)
                .ints("lengths", rows, n, Packet::length)
                .ints("ttls", rows, n, Packet::ttl)
                .ints(
                        "tcpFlags",
                        rows,
                        n,
                        packet -> packet.tcp() == null ? NONE : packet.tcp().flags())
                .ints(
                        "icmpTypes",
                        rows,
                        n,
                        packet -> packet.icmp() == null ? NONE : packet.icmp().type())
                .ints(
                        "icmpCodes",
                        rows,
                        n,
                        packet -> packet.icmp() == null ? NONE : packet.icmp().code())
                .ints(
                        "vlans",
                        rows,
                        n,
                        packet -> packet.vlan().isEmpty() ? NONE : packet.vlan().get(0))
                .texts("names", rows, n, Packet::name)
                .texts("flows", rows, n, Packet::flow)
                .texts("probes", rows, n, Packet::probe)
                .parameters();
    }
}
