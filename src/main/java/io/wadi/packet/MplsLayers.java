package io.wadi.packet;

import io.wadi.net.Bytes;

/**
 * MPLS label stacks (RFC 3032) and what they carry, which they do not name. The first four bits identify IPv4 and IPv6
 * only where every other payload starts with a control word (RFC 4928); the MAC address of a pseudowire without one
 * starts with any bits. So an IP header is believed for its checksum or its length, and otherwise an Ethernet
 * pseudowire (RFC 4448) is tried.
 */
final class MplsLayers {

    private static final int BOTTOM_OF_STACK = 0x100;
    private static final int CONTROL_WORD = 4;

    private MplsLayers() {}

    static void stack(Bytes frame, int start, LinkHeader out) {
        int at = start;
        int entry;
        do {
            entry = frame.i32(at);
            out.label(entry >>> 12);
            at += 4;
        } while ((entry & BOTTOM_OF_STACK) == 0);
        payload(frame, at, out);
    }

    private static void payload(Bytes frame, int at, LinkHeader out) {
        int version = frame.u8(at) >>> 4;
        if (IpLikeness.isProven(frame, at, out.wireEnd)) {
            out.ip(at, version);
        } else if (version == 0 && IpLikeness.isAfterEthernet(frame, at + CONTROL_WORD, out.wireEnd)) {
            EthernetLayers.ethernet(frame, at + CONTROL_WORD, out);
        } else if (IpLikeness.isAfterEthernet(frame, at, out.wireEnd)) {
            EthernetLayers.ethernet(frame, at, out);
        } else if (IpLikeness.isPossible(frame, at, out.wireEnd)) {
            out.ip(at, version);
        }
    }
}
