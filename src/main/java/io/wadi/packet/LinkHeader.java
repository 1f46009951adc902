package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * The result of reading the headers before an IP packet: the start of the IP header, and the link facts of a {@link
 * Packet}. Reused for every frame. Of several MAC addresses the first, outermost ones are kept.
 */
final class LinkHeader {

    /** Value of {@link #version} for a frame without a readable IP packet. */
    static final int NOT_IP = 0;

    private static final int MOST_LAYERS = 16;

    /** Name of the link layer. */
    String type;

    /** Start of the IP header. */
    int at;

    /** End of the frame on the wire, or of the packet that carries a tunnel. */
    int wireEnd;

    /** Start of a further frame within an aggregate; 0 without one. */
    int further;

    /** 4, 6 or {@link #NOT_IP}. */
    int version;

    /** What the frame carries if it is not IP; see {@link FrameKind}. */
    long skipped;

    long macSrc;
    long macDst;
    private final int[] vlan = new int[Packet.MOST_TAGS];
    private final int[] mpls = new int[Packet.MOST_TAGS];
    private int vlans;
    private int labels;
    private int layers;

    void reset(String linkType, int end) {
        skipped = FrameKind.OTHER;
        type = linkType;
        wireEnd = end;
        at = 0;
        further = 0;
        version = NOT_IP;
        macSrc = Packet.NO_MAC;
        macDst = Packet.NO_MAC;
        vlans = 0;
        labels = 0;
        layers = 0;
    }

    /** Counts a nested layer; false if there are more than any valid frame has. */
    boolean enter() {
        skipped = FrameKind.NESTED;
        return ++layers <= MOST_LAYERS;
    }

    /** Notes an IP header of this version at this position. */
    void ip(int position, int ipVersion) {
        at = position;
        version = ipVersion;
    }

    /** Notes an IP header whose version is in its first byte. If it is neither, version 4 is assumed and rejects it. */
    void anyIp(Bytes frame, int position) {
        ip(position, frame.u8(position) >>> 4 == 6 ? 6 : 4);
    }

    /** Notes the MAC addresses, unless outer ones are known. */
    void macs(long source, long destination) {
        if (macSrc == Packet.NO_MAC) {
            macSrc = source;
            macDst = destination;
        }
    }

    /** Adds the next inner VLAN id; ids after the sixteenth are ignored. */
    void vlan(int id) {
        if (vlans < Packet.MOST_TAGS) {
            vlan[vlans++] = id;
        }
    }

    /** Adds the next inner MPLS label; labels after the sixteenth are ignored. */
    void label(int label) {
        if (labels < Packet.MOST_TAGS) {
            mpls[labels++] = label;
        }
    }

    /** Copies the link facts to a packet. */
    void copyTo(PacketBuilder packet) {
        packet.type = type;
        packet.macSrc = macSrc;
        packet.macDst = macDst;
        for (int i = 0; i < vlans; i++) {
            packet.addVlan(vlan[i]);
        }
        for (int i = 0; i < labels; i++) {
            packet.addMpls(mpls[i]);
        }
    }
}
