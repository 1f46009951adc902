package io.wadi.packet;

import io.wadi.net.Bytes;

/** Link layers of the IEEE 802 family: MAC addresses, then an EtherType or an LLC header. */
final class EthernetLayers {

    private static final int SNAP = 0xaaaa03;
    private static final int LLC_IP = 0x060603;
    private static final int SNAP_ETHERNET = 0x000000;
    private static final int SNAP_BRIDGE_TUNNEL = 0x0000f8;
    private static final int SMALLEST_ETHER_TYPE = 0x600;
    private static final int DSA_VLAN = 0x20;
    private static final long GROUP_BIT = 1L << 47;

    private EthernetLayers() {}

    /** Ethernet II or IEEE 802.3, with or without VLAN tags. */
    static void ethernet(Bytes frame, int at, LinkHeader out) {
        out.macs(frame.u48(at + 6), frame.u48(at));
        EtherTypes.follow(frame, at + 14, frame.u16(at + 12), out);
    }

    /** Ethernet after four bytes: a tag that Broadcom's switches put first, or a header of netANALYZER. */
    static void afterFourBytes(Bytes frame, int at, LinkHeader out) {
        ethernet(frame, at + 4, out);
    }

    /** Ethernet with a tag of four bytes for a switch of Broadcom after the MAC addresses. */
    static void broadcom(Bytes frame, int at, LinkHeader out) {
        out.macs(frame.u48(at + 6), frame.u48(at));
        EtherTypes.follow(frame, at + 18, frame.u16(at + 16), out);
    }

    /** Ethernet with a DSA tag of four bytes for a switch of Marvell after the MAC addresses. */
    static void dsa(Bytes frame, int at, LinkHeader out) {
        distributed(frame, at, at + 12, out);
    }

    /** Ethernet with a DSA tag after an EtherType that the switch's driver has chosen, and two bytes. */
    static void edsa(Bytes frame, int at, LinkHeader out) {
        distributed(frame, at, at + 16, out);
    }

    /** If the frame had a VLAN tag, the DSA tag replaces it and has its id. */
    private static void distributed(Bytes frame, int at, int tag, LinkHeader out) {
        out.macs(frame.u48(at + 6), frame.u48(at));
        if ((frame.u8(tag) & DSA_VLAN) != 0) {
            out.vlan(frame.u16(tag + 2) & 0xfff);
        }
        EtherTypes.follow(frame, tag + 6, frame.u16(tag + 4), out);
    }

    /** IP over Fibre Channel (RFC 2625): two addresses of eight bytes, the last six of which are a MAC address. */
    static void fibreChannel(Bytes frame, int at, LinkHeader out) {
        out.macs(frame.u48(at + 10), frame.u48(at + 2));
        llc(frame, at + 16, out);
    }

    /** FDDI (ANSI X3.139): frame control, MAC addresses in Ethernet's bit order as provided by libpcap, LLC. */
    static void fddi(Bytes frame, int at, LinkHeader out) {
        int kind = frame.u8(at) & 0xf0;
        if (kind == 0x50 || kind == 0xd0) {
            out.macs(frame.u48(at + 7), frame.u48(at + 1));
            llc(frame, at + 13, out);
        }
    }

    /** Token Ring (IEEE 802.5): if the source's group bit is set, routing information precedes the LLC header. */
    static void tokenRing(Bytes frame, int at, LinkHeader out) {
        boolean data = (frame.u8(at + 1) & 0xc0) == 0x40;
        if (!data) {
            return;
        }
        long source = frame.u48(at + 8);
        boolean routed = (source & GROUP_BIT) != 0;
        out.macs(source & ~GROUP_BIT, frame.u48(at + 2));
        int routing = routed ? frame.u8(at + 14) & 0x1f : 0;
        llc(frame, at + 14 + routing, out);
    }

    /** LLC (IEEE 802.2), with SNAP (IEEE 802, RFC 1042) or with the service access point of IP. */
    static void llc(Bytes frame, int at, LinkHeader out) {
        int header = frame.u24(at);
        out.skipped = FrameKind.llc(header >>> 16);
        if (header == LLC_IP) {
            out.ip(at + 3, 4);
        } else if (header == SNAP) {
            int organization = frame.u24(at + 3);
            int type = frame.u16(at + 6);
            boolean etherType = organization == SNAP_ETHERNET || organization == SNAP_BRIDGE_TUNNEL;
            out.skipped = FrameKind.snap(organization, type);
            if (etherType && type >= SMALLEST_ETHER_TYPE) {
                EtherTypes.follow(frame, at + 8, type, out);
            }
        }
    }
}
