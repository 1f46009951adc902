package io.wadi.packet;

import io.wadi.net.Bytes;

/** The network service header (RFC 8300), and protocols by the numbers that it shares with VXLAN-GPE. */
final class NshLayers {

    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int ETHERNET = 3;
    private static final int NSH = 4;
    private static final int MPLS = 5;
    private static final int SMALLEST = 8;

    private NshLayers() {}

    /** The length of the header in bytes if it is one of version 0; otherwise 0. */
    static int length(Bytes frame, int at) {
        int length = (frame.u8(at + 1) & 0x3f) * 4;
        return frame.u8(at) >>> 6 == 0 && length >= SMALLEST ? length : 0;
    }

    static void read(Bytes frame, int at, LinkHeader out) {
        int length = length(frame, at);
        if (length > 0) {
            follow(frame, at + length, frame.u8(at + 3), out);
        }
    }

    /** Reads the content of a next protocol (IANA, Network Service Header Parameters). */
    static void follow(Bytes frame, int at, int nextProtocol, LinkHeader out) {
        if (!out.enter()) {
            return;
        }
        out.skipped = FrameKind.nsh(nextProtocol);
        switch (nextProtocol) {
            case IPV4 -> out.ip(at, 4);
            case IPV6 -> out.ip(at, 6);
            case ETHERNET -> EthernetLayers.ethernet(frame, at, out);
            case NSH -> read(frame, at, out);
            case MPLS -> MplsLayers.stack(frame, at, out);
            default -> {
                // not IP
            }
        }
    }
}
