package io.wadi.packet;

import io.wadi.net.Bytes;

/** Reads what follows an EtherType (IEEE 802 Numbers, IANA), through VLAN tags and shims, down to IP. */
final class EtherTypes {

    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int MPLS = 0x8847;
    static final int PPP = 0x880b;

    private static final int LONGEST_802_3 = 1500;
    static final int VLAN = 0x8100;
    static final int SERVICE_VLAN = 0x88a8;
    private static final int OLD_QINQ = 0x9100;
    private static final int BRIDGED_ETHERNET = 0x6558;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;

    private EtherTypes() {}

    /** Reads the content of an EtherType, or of an IEEE 802.3 length, from {@code start}. */
    static void follow(Bytes frame, int start, int first, LinkHeader out) {
        int at = start;
        int type = first;
        while (type == VLAN || type == SERVICE_VLAN || type == OLD_QINQ) {
            out.vlan(frame.u16(at) & 0xfff);
            type = frame.u16(at + 2);
            at += 4;
        }
        if (type == IPV4) {
            out.ip(at, 4);
        } else if (type == IPV6) {
            out.ip(at, 6);
        } else if (out.enter()) {
            shim(frame, at, type, out);
        }
    }

    private static void shim(Bytes frame, int at, int type, LinkHeader out) {
        switch (type) {
            case MPLS, MPLS_UPSTREAM -> MplsLayers.stack(frame, at, out);
            case PPPOE_SESSION -> PppLayers.overEthernet(frame, at, out);
            case PPP -> PppLayers.ppp(frame, at, out);
            case BRIDGED_ETHERNET -> EthernetLayers.ethernet(frame, at, out);
            default -> {
                if (type <= LONGEST_802_3) {
                    EthernetLayers.llc(frame, at, out);
                }
            }
        }
    }
}
