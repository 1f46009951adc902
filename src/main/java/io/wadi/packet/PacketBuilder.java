package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds {@link Packet}s field by field: {@link #reset()}, set the fields, {@link #build()}. Reused for all packets of
 * a thread. Not thread-safe.
 */
public final class PacketBuilder {

    public long timestampNanos;
    public int length;
    public int captured;
    public String type;
    public IpAddress src;
    public IpAddress dst;
    public int ttl;
    public int size;
    public String transport;
    public String protocol;
    public int srcPort;
    public int dstPort;
    public Packet.Tcp tcp;
    public Packet.Icmp icmp;
    public Packet.Fragment fragment;
    private List<Integer> vlan = List.of();
    private List<Integer> mpls = List.of();
    public long macSrc;
    public long macDst;
    public Packet.Tunnel tunnel;
    public String name;
    public boolean proxied;
    public List<AddressName> answers = List.of();
    public String flow;
    public String probe;

    /** Clears all fields except the name of the probe, which all packets of a capture share. */
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
        proxied = false;
        answers = List.of();
        flow = null;
    }

    /** Clears the VLAN ids. */
    public void clearVlans() {
        vlan = List.of();
    }

    /** Adds the next inner VLAN id. */
    public void addVlan(int id) {
        vlan = append(vlan, id);
    }

    /** Adds the next inner MPLS label. */
    public void addMpls(int label) {
        mpls = append(mpls, label);
    }

    private static List<Integer> append(List<Integer> list, int value) {
        List<Integer> longer = list.isEmpty() ? new ArrayList<>(2) : list;
        longer.add(value);
        return longer;
    }

    /** Creates the packet from the current fields. */
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
                proxied,
                answers,
                flow,
                probe);
    }
}
