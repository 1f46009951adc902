package io.wadi.packet;

import io.wadi.net.Bytes;

/** Follows nested tunnels from an IP packet to the innermost one, up to a maximum depth. Reused. */
final class Encapsulation {

    private static final int DEEPEST = 8;

    private final TunnelHeader found = new TunnelHeader();
    private IpPacket current = new IpPacket();
    private IpPacket next = new IpPacket();
    private String type;
    private long id;
    private IpPacket innermost;

    /**
     * Looks for tunnels in a packet.
     *
     * @return whether it carries a tunnel, which the other methods then describe
     */
    boolean follow(Bytes frame, IpPacket outer) {
        type = null;
        innermost = null;
        IpPacket packet = outer;
        for (int depth = 0; depth < DEEPEST && step(frame, packet); depth++) {
            packet = innermost;
        }
        return type != null;
    }

    /** Goes one tunnel deeper; false if there is none, or if its content is not readable IP. */
    private boolean step(Bytes frame, IpPacket outer) {
        boolean tunnel = find(frame, outer);
        if (tunnel && type == null) {
            type = found.type;
            id = found.id;
        }
        if (!tunnel || found.inner.version == LinkHeader.NOT_IP) {
            return false;
        }
        next.reset(found.inner.at, outer.end, outer.wireEnd);
        if (IpHeaders.read(frame, found.inner.version, next) != Outcome.DECODED) {
            return false;
        }
        innermost = next;
        next = current;
        current = innermost;
        return true;
    }

    /** The capture may end between the tunnel's header and the header of the inner packet. */
    private boolean find(Bytes frame, IpPacket outer) {
        found.type = null;
        found.inner.wireEnd = outer.wireEnd;
        try {
            return Tunnels.find(frame, outer, found);
        } catch (IndexOutOfBoundsException e) {
            return found.type != null;
        }
    }

    /** Kind of the outermost tunnel. */
    String type() {
        return type;
    }

    /** The innermost IP packet; null if the content is not IP. */
    IpPacket innermost() {
        return innermost;
    }

    /** The tunnel, for the packet's record. */
    Packet.Tunnel tunnel(String protocol) {
        IpPacket ip = innermost;
        return ip == null
                ? new Packet.Tunnel(type, id, null, null, Packet.NO_PORT, Packet.NO_PORT, null)
                : new Packet.Tunnel(type, id, ip.src, ip.dst, ip.srcPort, ip.dstPort, protocol);
    }
}
