package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * What the headers before an IP packet say: where the IP header starts, and the link facts of a {@link Packet}. Reused
 * for every frame; the first MAC addresses, which are the outermost, stay.
 */
final class LinkHeader {

    /** Value of {@link #version} for a frame that carries no IP packet, or none that can be read. */
    static final int NOT_IP = 0;

    private static final int MOST_LAYERS = 16;

    /** Name of the link layer. */
    String type;

    /** Where the IP header starts. */
    int at;

    /** 4, 6 or {@link #NOT_IP}. */
    int version;

    long macSrc;
    long macDst;
    private final int[] vlan = new int[Packet.MOST_TAGS];
    private final int[] mpls = new int[Packet.MOST_TAGS];
    private int vlans;
    private int labels;
    private int layers;

    void reset(String linkType) {
        type = linkType;
        at = 0;
        version = NOT_IP;
        macSrc = Packet.NO_MAC;
        macDst = Packet.NO_MAC;
        vlans = 0;
        labels = 0;
        layers = 0;
    }

    /** Counts one more layer within a layer; false where there are so many that the frame cannot be honest. */
    boolean enter() {
        return ++layers <= MOST_LAYERS;
    }

    /** An IP header of this version starts here. */
    void ip(int position, int ipVersion) {
        at = position;
        version = ipVersion;
    }

    /** An IP header starts here, and says itself which version it is; version 4 shall judge what is neither. */
    void anyIp(Bytes frame, int position) {
        ip(position, frame.u8(position) >>> 4 == 6 ? 6 : 4);
    }

    /** Keeps the outermost MAC addresses. */
    void macs(long source, long destination) {
        if (macSrc == Packet.NO_MAC) {
            macSrc = source;
            macDst = destination;
        }
    }

    /** Adds the next inner VLAN id; ids beyond the sixteenth are ignored. */
    void vlan(int id) {
        if (vlans < Packet.MOST_TAGS) {
            vlan[vlans++] = id;
        }
    }

    /** Adds the next inner MPLS label; labels beyond the sixteenth are ignored. */
    void label(int label) {
        if (labels < Packet.MOST_TAGS) {
            mpls[labels++] = label;
        }
    }

    /** Hands the link facts to a packet. */
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
