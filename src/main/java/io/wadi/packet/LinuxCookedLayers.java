package io.wadi.packet;

import io.wadi.net.Bytes;

/** The headers that Linux creates for interface {@code any}, version 1 (SLL) or 2 (SLL2). */
final class LinuxCookedLayers {

    private static final int ARPHRD_GRE = 778;
    private static final int ARPHRD_RADIOTAP = 803;
    private static final int ARPHRD_NETLINK = 824;
    private static final int PROTOCOL_LLC = 4;
    private static final int MAC_BYTES = 6;

    private LinuxCookedLayers() {}

    /** Linux cooked capture, version 1: 16 bytes, the protocol last. */
    static void sll(Bytes frame, int at, LinkHeader out) {
        if (frame.u16(at + 4) == MAC_BYTES) {
            out.macs(frame.u48(at + 6), Packet.NO_MAC);
        }
        content(frame, at + 16, frame.u16(at + 2), frame.u16(at + 14), out);
    }

    /** Linux cooked capture, version 2: 20 bytes, the protocol first. */
    static void sll2(Bytes frame, int at, LinkHeader out) {
        if (frame.u8(at + 11) == MAC_BYTES) {
            out.macs(frame.u48(at + 12), Packet.NO_MAC);
        }
        content(frame, at + 20, frame.u16(at + 8), frame.u16(at), out);
    }

    private static void content(Bytes frame, int at, int hardware, int protocol, LinkHeader out) {
        switch (hardware) {
            case ARPHRD_RADIOTAP -> WirelessLayers.radiotap(frame, at, out);
            case ARPHRD_NETLINK -> out.skipped = FrameKind.NETLINK;
            case ARPHRD_GRE -> etherType(frame, at, protocol, out);
            default -> {
                if (protocol == PROTOCOL_LLC) {
                    EthernetLayers.llc(frame, at, out);
                } else {
                    etherType(frame, at, protocol, out);
                }
            }
        }
    }

    /** Small numbers are Linux's own protocols, such as CAN, and not lengths as in IEEE 802.3. */
    private static void etherType(Bytes frame, int at, int protocol, LinkHeader out) {
        out.skipped = FrameKind.etherType(protocol);
        if (protocol >= 0x600) {
            EtherTypes.follow(frame, at, protocol, out);
        }
    }
}
