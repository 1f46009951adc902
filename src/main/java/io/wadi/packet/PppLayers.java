package io.wadi.packet;

import io.wadi.net.Bytes;

/** PPP and related protocols on serial lines: a small header with a protocol number. */
final class PppLayers {

    private static final int PPP_IPV4 = 0x0021;
    private static final int PPP_IPV6 = 0x0057;
    private static final int PPP_MPLS = 0x0281;
    private static final int PPP_MPLS_UPSTREAM = 0x0283;
    private static final int HDLC_ADDRESS_CONTROL = 0xff03;
    private static final int PPPOE_HEADER = 6;
    private static final int NLPID_IPV4 = 0xcc;
    private static final int NLPID_IPV6 = 0x8e;
    private static final int NLPID_SNAP = 0x80;

    private PppLayers() {}

    /** PPP (RFC 1661, RFC 1662) with or without HDLC's address and control bytes, or Cisco HDLC on the same line. */
    static void ppp(Bytes frame, int at, LinkHeader out) {
        int first = frame.u8(at);
        if (first == 0x0f || first == 0x8f) {
            ciscoHdlc(frame, at, out);
        } else if (first == 0xff && frame.u16(at) == HDLC_ADDRESS_CONTROL) {
            protocol(frame, at + 2, out);
        } else {
            protocol(frame, at, out);
        }
    }

    /** PPP after a direction byte, which some captures have before it or instead of HDLC's address byte. */
    static void withDirection(Bytes frame, int at, LinkHeader out) {
        boolean inPlaceOfAddress = frame.u8(at + 1) == 0x03;
        if (inPlaceOfAddress) {
            protocol(frame, at + 2, out);
        } else {
            ppp(frame, at + 1, out);
        }
    }

    /** PPPoE session (RFC 2516); discovery carries no IP. */
    static void overEthernet(Bytes frame, int at, LinkHeader out) {
        boolean session = frame.u8(at) == 0x11 && frame.u8(at + 1) == 0;
        if (session) {
            protocol(frame, at + PPPOE_HEADER, out);
        }
    }

    /** The protocol number has one byte if both sides agreed to compress it; its last bit is then set. */
    private static void protocol(Bytes frame, int at, LinkHeader out) {
        int first = frame.u8(at);
        boolean compressed = (first & 1) == 1;
        int number = compressed ? first : frame.u16(at);
        int next = at + (compressed ? 1 : 2);
        out.skipped = FrameKind.ppp(number);
        switch (number) {
            case PPP_IPV4 -> out.ip(next, 4);
            case PPP_IPV6 -> out.ip(next, 6);
            case PPP_MPLS, PPP_MPLS_UPSTREAM -> EtherTypes.follow(frame, next, EtherTypes.MPLS, out);
            default -> {
                // No IP header: link control, authentication, compressed or multilink data.
            }
        }
    }

    /** Cisco HDLC: address, control, EtherType. */
    static void ciscoHdlc(Bytes frame, int at, LinkHeader out) {
        EtherTypes.follow(frame, at + 4, frame.u16(at + 2), out);
    }

    /** Cisco HDLC after a direction byte. */
    static void ciscoHdlcWithDirection(Bytes frame, int at, LinkHeader out) {
        ciscoHdlc(frame, at + 1, out);
    }

    /** Frame Relay (RFC 2427): Q.922 address of two to four bytes, control, NLPID. */
    static void frameRelay(Bytes frame, int start, LinkHeader out) {
        int at = start;
        while ((frame.u8(at) & 1) == 0) {
            at++;
        }
        int control = at + 1;
        int nlpid = frame.u8(control + 1) == 0 ? control + 2 : control + 1;
        switch (frame.u8(nlpid)) {
            case NLPID_IPV4 -> out.ip(nlpid + 1, 4);
            case NLPID_IPV6 -> out.ip(nlpid + 1, 6);
            case NLPID_SNAP -> EtherTypes.follow(frame, nlpid + 6, frame.u16(nlpid + 4), out);
            default -> {
                // not IP
            }
        }
    }
}
