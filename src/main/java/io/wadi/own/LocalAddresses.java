package io.wadi.own;

import io.wadi.net.IpAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** The addresses of this machine's interfaces at one moment, and all of 127.0.0.0/8 (RFC 1122, 3.2.1.3). Immutable. */
final class LocalAddresses {

    private static final int LOOPBACK_NET = 127;

    private final Set<IpAddress> addresses;

    LocalAddresses(Set<IpAddress> addresses) {
        this.addresses = Set.copyOf(addresses);
    }

    static LocalAddresses now() throws SocketException {
        Set<IpAddress> found = new HashSet<>();
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .forEach(address -> found.add(of(address)));
        return new LocalAddresses(found);
    }

    boolean contains(IpAddress address) {
        return address.isV4() && address.low() >>> 24 == LOOPBACK_NET || addresses.contains(address);
    }

    /** The zone ({@code fe80::1%eth0}) is dropped, because packets do not have it. */
    static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == 4 ? IpAddress.v4(bytes.getInt()) : IpAddress.v6(bytes.getLong(), bytes.getLong());
    }
}
