package io.wadi.packet;

/**
 * What a frame without IP carries, as a number: a registry in the upper bits, and its number in the lower ones. Only
 * {@link FrameKindNames} makes a text of it, so that skipping a frame is cheap.
 */
final class FrameKind {

    /** Kinds beyond the most that are counted apart. */
    static final long OTHER = 0;

    /** More nested headers than a valid frame has. */
    static final long NESTED = 1;

    static final long WIRELESS_MANAGEMENT = 2;
    static final long WIRELESS_CONTROL = 3;
    static final long WIRELESS_WITHOUT_DATA = 4;
    static final long WIRELESS_ENCRYPTED = 5;
    static final long WIRELESS_FRAGMENT = 6;

    /** Messages of Linux's kernel to its programs. */
    static final long NETLINK = 7;

    static final int LLC = 1;
    static final int SNAP = 2;
    static final int PPP = 3;
    static final int FAMILY = 4;
    static final int LINK_TYPE = 5;
    static final int NSH = 6;
    static final int ETHER_TYPE = 7;

    private static final int NUMBER_BITS = 48;

    private FrameKind() {}

    /** A frame with this EtherType. */
    static long etherType(int number) {
        return of(ETHER_TYPE, number);
    }

    /** An LLC frame (IEEE 802.2) for this destination service access point. */
    static long llc(int accessPoint) {
        return of(LLC, accessPoint);
    }

    /** A SNAP frame (IEEE 802) of this organization's protocol. */
    static long snap(int organization, int protocol) {
        return of(SNAP, (long) organization << 16 | protocol);
    }

    /** A PPP frame with this protocol number. */
    static long ppp(int protocol) {
        return of(PPP, protocol);
    }

    /** A frame of this address family of the capturing machine. */
    static long family(int number) {
        return of(FAMILY, number & 0xffff_ffffL);
    }

    /** A frame of this link type that names no protocol. */
    static long linkType(int number) {
        return of(LINK_TYPE, number);
    }

    /** A network service header with this next protocol (RFC 8300). */
    static long nsh(int nextProtocol) {
        return of(NSH, nextProtocol);
    }

    private static long of(int registry, long number) {
        return (long) registry << NUMBER_BITS | number;
    }

    /** The registry of a kind; 0 for the kinds without a number. */
    static int registry(long kind) {
        return (int) (kind >>> NUMBER_BITS);
    }

    /** The number of a kind in its registry. */
    static long number(long kind) {
        return kind & (1L << NUMBER_BITS) - 1;
    }
}
