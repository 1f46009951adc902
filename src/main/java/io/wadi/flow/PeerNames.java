package io.wadi.flow;

import java.util.Set;

/** Tells names of the peer itself (TLS SNI, HTTP Host) from names asked for (a DNS question names somebody else). */
final class PeerNames {

    private static final Set<String> OF_DESTINATION = Set.of("TLS", "HTTP", "QUIC", "DTLS");

    private PeerNames() {}

    static boolean nameTheDestination(String protocol) {
        return OF_DESTINATION.contains(protocol);
    }
}
