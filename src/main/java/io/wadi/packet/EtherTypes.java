package io.wadi.packet;

import io.wadi.net.Bytes;

/** Reads what follows an EtherType (IEEE 802 Numbers, IANA), through tags and shims, down to IP. */
final class EtherTypes {

    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    static final int MPLS = 0x8847;
    static final int PPP = 0x880b;

    private static final int LONGEST_802_3 = 1500;
    static final int VLAN = 0x8100;
    static final int SERVICE_VLAN = 0x88a8;
    private static final int BRIDGED_ETHERNET = 0x6558;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int NSH = 0x894f;
    private static final int TRILL = 0x22f3;
    private static final int TRILL_HEADER = 6;
    private static final int LONG_LLC = 0x8870;

    /** More than any network adds; a longer chain is broken. */
    private static final int MOST_TAGS = 256;

    private EtherTypes() {}

    /** Reads the content of an EtherType, or of an IEEE 802.3 length, from {@code start}. */
    static void follow(Bytes frame, int start, int first, LinkHeader out) {
        int at = start;
        int type = first;
        if (type != IPV4 && type != IPV6) {
            int length = EtherTags.length(frame, at, type);
            for (int tags = 0; length != EtherTags.NONE && tags < MOST_TAGS; tags++) {
                if (EtherTags.isVlan(type)) {
                    out.vlan(frame.u16(at) & 0xfff);
                }
                at += length;
                type = frame.u16(at - 2);
                length = EtherTags.length(frame, at, type);
            }
        }
        if (type == IPV4) {
            out.ip(at, 4);
        } else if (type == IPV6) {
            out.ip(at, 6);
        } else if (out.enter()) {
            out.skipped = FrameKind.etherType(type);
            shim(frame, at, type, out);
        }
    }

    private static void shim(Bytes frame, int at, int type, LinkHeader out) {
        switch (type) {
            case MPLS, MPLS_UPSTREAM -> MplsLayers.stack(frame, at, out);
            case PPPOE_SESSION -> PppLayers.overEthernet(frame, at, out);
            case PPP -> PppLayers.ppp(frame, at, out);
            case BRIDGED_ETHERNET -> EthernetLayers.ethernet(frame, at, out);
            case NSH -> NshLayers.read(frame, at, out);
            case TRILL -> trill(frame, at, out);
            case LONG_LLC -> EthernetLayers.llc(frame, at, out);
            default -> {
                if (type <= LONGEST_802_3) {
                    EthernetLayers.llc(frame, at, out);
                }
            }
        }
    }

    /** TRILL (RFC 6325): options in units of four bytes, then an Ethernet frame. */
    private static void trill(Bytes frame, int at, LinkHeader out) {
        int options = frame.u16(at) >>> 6 & 0x1f;
        EthernetLayers.ethernet(frame, at + TRILL_HEADER + options * 4, out);
    }
}
