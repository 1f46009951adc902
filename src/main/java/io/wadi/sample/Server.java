package io.wadi.sample;

import io.wadi.net.IpAddress;
import java.util.Set;

/**
 * A public server.
 *
 * @param name its invented name, under {@code .example}
 * @param services its services
 * @param weight how often it is used, relative to the others
 * @param rttNanos round-trip time in nanoseconds
 * @param v4 its IPv4 address
 * @param v6 its IPv6 address, or null
 */
record Server(String name, Set<Service> services, int weight, long rttNanos, IpAddress v4, IpAddress v6)
        implements Weighted.Item {

    private static final long NANOS_PER_HOP = 14_000_000;
    private static final int NEAREST_HOPS = 6;

    /** A service of a server, with its well-known port. */
    enum Service {
        /** HTTP over TLS. */
        TLS(443),
        /** HTTP over QUIC. */
        QUIC(443),
        /** Unencrypted HTTP. */
        HTTP(80),
        /** IMAP over TLS. */
        MAIL(993),
        /** Secure Shell. */
        SSH(22),
        /** Time. */
        NTP(123),
        /** Names. */
        DNS(53);

        private final int port;

        Service(int port) {
            this.port = port;
        }

        int port() {
            return port;
        }
    }

    /** Whether it has an IPv6 address. */
    boolean hasV6() {
        return v6 != null;
    }

    /** Its endpoint, as seen behind the router with this Ethernet address. */
    Endpoint over(boolean overV6, Service service, long routerMac) {
        return new Endpoint(routerMac, overV6 ? v6 : v4, service.port(), 64 - hops());
    }

    private int hops() {
        return NEAREST_HOPS + (int) (rttNanos / NANOS_PER_HOP);
    }
}
