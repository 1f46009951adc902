package io.wadi.own;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Wadi's own connections at one moment: one end is an endpoint, and the other end is this machine. Connections of other
 * machines to the same broker, seen on a mirror port, are not own. Immutable; allocates nothing per packet.
 */
final class OwnConnections {

    static final OwnConnections NONE = new OwnConnections(List.of(), new LocalAddresses(Set.of()));

    private static final String TCP = "TCP";

    private final BitSet ports = new BitSet();
    private final OwnEndpoint[] endpoints;
    private final LocalAddresses local;

    OwnConnections(Collection<OwnEndpoint> endpoints, LocalAddresses local) {
        this.endpoints = endpoints.toArray(OwnEndpoint[]::new);
        this.local = local;
        endpoints.forEach(endpoint -> ports.set(endpoint.port()));
    }

    boolean contain(Packet packet) {
        if (packet.transport().equals(TCP)
                && areOwn(packet.src(), packet.flowSrcPort(), packet.dst(), packet.flowDstPort())) {
            return true;
        }
        Packet.Tunnel inside = packet.tunnel();
        return inside != null
                && inside.src() != null
                && areOwn(inside.src(), inside.srcPort(), inside.dst(), inside.dstPort());
    }

    private boolean areOwn(IpAddress src, int srcPort, IpAddress dst, int dstPort) {
        return isOwn(dst, dstPort, src) || isOwn(src, srcPort, dst);
    }

    /** The port is checked first, because it decides for nearly every packet. */
    private boolean isOwn(IpAddress server, int port, IpAddress client) {
        if (port < 0 || !ports.get(port)) {
            return false;
        }
        for (OwnEndpoint endpoint : endpoints) {
            if (endpoint.port() == port && endpoint.isAt(server, local)) {
                return local.contains(client);
            }
        }
        return false;
    }
}
