package io.wadi.own;

import io.wadi.net.IpAddress;
import java.util.Set;

/**
 * A server that Wadi talks to, or is.
 *
 * @param port its TCP port
 * @param addresses where it listens; empty for every address of this machine
 */
record OwnEndpoint(int port, Set<IpAddress> addresses) {

    OwnEndpoint {
        addresses = Set.copyOf(addresses);
    }

    boolean isAt(IpAddress address, LocalAddresses local) {
        return addresses.isEmpty() ? local.contains(address) : addresses.contains(address);
    }
}
