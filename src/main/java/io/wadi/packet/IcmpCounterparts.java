package io.wadi.packet;

/** Pairs of ICMP messages that answer each other, as in Community ID (after Zeek). */
final class IcmpCounterparts {

    /** For a message without a counterpart. */
    static final int NONE = -1;

    private IcmpCounterparts() {}

    /** The type that answers this type, or that this type answers; {@link #NONE} if there is none. */
    static int of(int protocol, int type) {
        return protocol == Transports.ICMPV6 ? v6(type) : v4(type);
    }

    private static int v4(int type) {
        return switch (type) {
            case 0 -> 8; // echo
            case 8 -> 0;
            case 9 -> 10; // router advertisement and solicitation
            case 10 -> 9;
            case 13 -> 14; // timestamp
            case 14 -> 13;
            case 15 -> 16; // information
            case 16 -> 15;
            case 17 -> 18; // address mask
            case 18 -> 17;
            default -> NONE;
        };
    }

    private static int v6(int type) {
        return switch (type) {
            case 128 -> 129; // echo
            case 129 -> 128;
            case 130 -> 131; // multicast listener query and report
            case 131 -> 130;
            case 133 -> 134; // router solicitation and advertisement
            case 134 -> 133;
            case 135 -> 136; // neighbour solicitation and advertisement
            case 136 -> 135;
            case 139 -> 140; // node information
            case 140 -> 139;
            case 144 -> 145; // home agent address discovery
            case 145 -> 144;
            default -> NONE;
        };
    }
}
