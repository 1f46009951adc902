package io.wadi.sample;

import io.wadi.net.IpAddress;
import java.util.Set;

/**
 * A public server.
 *
 * @param name its invented name, under {@code .example}
 * @param services what it offers
 * @param weight how much it is used, in proportion to the others
 * @param rttNanos the time a packet takes there and back, nanoseconds
 * @param v4 its IPv4 address
 * @param v6 its IPv6 address, or null where it has none
 */
record Server(String name, Set<Service> services, int weight, long rttNanos, IpAddress v4, IpAddress v6)
        implements Weighted.Item {

    private static final long NANOS_PER_HOP = 14_000_000;
    private static final int NEAREST_HOPS = 6;

    /** What a server can offer, at its well-known port. */
    enum Service {
        /** HTTP over TLS. */
        TLS(443),
        /** HTTP over QUIC. */
        QUIC(443),
        /** HTTP in the clear. */
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

    /** Whether it can be reached over IPv6. */
    boolean hasV6() {
        return v6 != null;
    }

    /** Its end of a conversation, seen behind the router with this Ethernet address. */
    Endpoint over(boolean overV6, Service service, long routerMac) {
        return new Endpoint(routerMac, overV6 ? v6 : v4, service.port(), 64 - hops());
    }

    private int hops() {
        return NEAREST_HOPS + (int) (rttNanos / NANOS_PER_HOP);
    }
}
