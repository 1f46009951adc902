package io.wadi.own;

import io.wadi.net.IpAddress;
import java.util.Set;

/**
 * A server of Wadi, or one that it connects to.
 *
 * @param port its TCP port
 * @param addresses addresses of the server; empty for all addresses of this machine
 */
record OwnEndpoint(int port, Set<IpAddress> addresses) {

    OwnEndpoint {
        addresses = Set.copyOf(addresses);
    }

    boolean isAt(IpAddress address, LocalAddresses local) {
        return addresses.isEmpty() ? local.contains(address) : addresses.contains(address);
    }
}
