package io.wadi.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects a {@link Packet} field by field. One instance serves a thread's every packet: {@link #reset()}, fill,
 * {@link #build()}. Not thread-safe.
 */
public final class PacketBuilder {

    long timestampNanos;
    int length;
    int captured;
    String type;
    IpAddress src;
    IpAddress dst;
    int ttl;
    int size;
    String transport;
    String protocol;
    int srcPort;
    int dstPort;
    Packet.Tcp tcp;
    Packet.Icmp icmp;
    Packet.Fragment fragment;
    private List<Integer> vlan = List.of();
    private List<Integer> mpls = List.of();
    long macSrc;
    long macDst;
    Packet.Tunnel tunnel;
    String name;
    List<Packet.Answer> answers = List.of();
    String flow;
    String probe;

    /** Forgets everything but the probe's name, which all packets of a capture share. */
    public void reset() {
        timestampNanos = 0;
        length = 0;
        captured = 0;
        type = null;
        src = null;
        dst = null;
        ttl = -1;
        size = 0;
        transport = null;
        protocol = null;
        srcPort = Packet.NO_PORT;
        dstPort = Packet.NO_PORT;
        tcp = null;
        icmp = null;
        fragment = null;
        vlan = List.of();
        mpls = List.of();
        macSrc = Packet.NO_MAC;
        macDst = Packet.NO_MAC;
        tunnel = null;
        name = null;
        answers = List.of();
        flow = null;
    }

    /** Forgets the VLAN ids. */
    void clearVlans() {
        vlan = List.of();
    }

    /** Adds the next inner VLAN id. */
    void addVlan(int id) {
        vlan = append(vlan, id);
    }

    /** Adds the next inner MPLS label. */
    void addMpls(int label) {
        mpls = append(mpls, label);
    }

    private static List<Integer> append(List<Integer> list, int value) {
        List<Integer> longer = list.isEmpty() ? new ArrayList<>(2) : list;
        longer.add(value);
        return longer;
    }

    /** The packet as collected so far. */
    public Packet build() {
        return new Packet(
                timestampNanos,
                length,
                captured,
                type,
                src,
                dst,
                ttl,
                size,
                transport,
                protocol == null ? transport : protocol,
                srcPort,
                dstPort,
                tcp,
                icmp,
                fragment,
                vlan,
                mpls,
                macSrc,
                macDst,
                tunnel,
                name,
                answers,
                flow,
                probe);
    }
}
