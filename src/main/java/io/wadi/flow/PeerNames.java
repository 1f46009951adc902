package io.wadi.flow;

import io.wadi.net.AddressScope;
import io.wadi.net.HostName;
import io.wadi.net.IpAddress;
import io.wadi.net.NameCleaner;
import io.wadi.packet.Packet;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Distinguishes names of the peer itself (TLS SNI, HTTP Host) from names that are only asked for (DNS questions). */
final class PeerNames {

    /** Scopes of addresses that belong to one host. Name servers that block a name answer 0.0.0.0 or 127.0.0.1. */
    private static final Set<AddressScope> OF_HOSTS =
            EnumSet.of(AddressScope.PUBLIC, AddressScope.PRIVATE, AddressScope.LINK_LOCAL, AddressScope.DOCUMENTATION);

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]*|.*:.*");

    private PeerNames() {}

    /** The name that a packet gives to its destination; null if it gives none or an address, or to a proxy. */
    static String ofDestination(Packet packet) {
        if (packet.name() == null || packet.proxied() || NameSource.ofDestination(packet.protocol()) == null) {
            return null;
        }
        // Other producers than Wadi's probes may write a port.
        String name = NameCleaner.clean(HostName.of(packet.name()));
        return name == null || ADDRESS.matcher(name).matches() ? null : name;
    }

    static boolean canName(IpAddress address) {
        return OF_HOSTS.contains(AddressScope.of(address));
    }
}
