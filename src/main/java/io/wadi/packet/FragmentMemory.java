package io.wadi.packet;

import io.wadi.net.IpAddress;

/**
 * Remembers the flow of the first fragments of recent IP packets for their later fragments, which have no transport
 * header. A direct-mapped table of 4,096 packets: a new packet replaces the one in its slot, so the table never grows.
 * A packet is remembered for 30 s, as in the reassembly of hosts. Not thread-safe.
 */
final class FragmentMemory {

    private static final int SLOTS = 1 << 12;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    /**
     * The flow of a fragmented packet. The first four components identify the packet: in IPv4 with its protocol (RFC
     * 791, section 3.2), in IPv6 without it, because the first fragment alone tells the transport (RFC 8200, section
     * 4.5).
     */
    record First(
            IpAddress src,
            IpAddress dst,
            int fragmentProtocol,
            long id,
            int transport,
            int srcPort,
            int dstPort,
            String flow,
            long nanos) {

        private boolean isOf(IpPacket later, long laterNanos) {
            return id == later.fragment.id()
                    && fragmentProtocol == later.fragmentProtocol
                    && Math.abs(laterNanos - nanos) <= LONGEST_NANOS
                    && src.equals(later.src)
                    && dst.equals(later.dst);
        }
    }

    private final First[] slots = new First[SLOTS];

    /** Stores a first fragment. */
    void put(IpPacket first, String flow, long nanos) {
        slots[slot(first)] = new First(
                first.src,
                first.dst,
                first.fragmentProtocol,
                first.fragment.id(),
                first.protocol,
                first.srcPort,
                first.dstPort,
                flow,
                nanos);
    }

    /** The first fragment of a later one, or null. */
    First get(IpPacket later, long nanos) {
        First first = slots[slot(later)];
        return first != null && first.isOf(later, nanos) ? first : null;
    }

    private static int slot(IpPacket ip) {
        int hash = (ip.src.hashCode() * 31 + ip.dst.hashCode()) * 31 + Long.hashCode(ip.fragment.id());
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
