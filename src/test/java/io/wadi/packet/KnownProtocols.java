package io.wadi.packet;

import io.wadi.packet.app.ApplicationDecoders;
import java.util.Set;
import java.util.TreeSet;

/** All possible values of field {@code protocol} of a packet, as declared in the code. */
public final class KnownProtocols {

    private static final Set<String> APPLICATIONS = applicationsAndTunnels();
    private static final Set<String> TRANSPORTS = transports();

    private KnownProtocols() {}

    private static Set<String> applicationsAndTunnels() {
        Set<String> names = new TreeSet<>(new ApplicationDecoders().protocols());
        names.addAll(UdpTunnels.NAMES);
        return names;
    }

    private static Set<String> transports() {
        Set<String> names = new TreeSet<>();
        for (int number = 0; number < 256; number++) {
            names.add(TransportNames.of(number));
        }
        return names;
    }

    /** Of protocols that decoders or ports tell, and of tunnels over UDP. */
    public static Set<String> applications() {
        return APPLICATIONS;
    }

    /** Of all protocol numbers of IP. */
    public static Set<String> ofIp() {
        return TRANSPORTS;
    }

    /** Fails for a packet whose name nothing declares. */
    static void assertDeclared(Packet packet) {
        if (!TRANSPORTS.contains(packet.protocol())) {
            assertDeclared(packet.protocol());
        }
    }

    /** Fails for a name that no decoder declares; null is none. */
    static void assertDeclared(String application) {
        if (application != null && !APPLICATIONS.contains(application)) {
            throw new AssertionError("no decoder declares that it names a protocol " + application);
        }
    }
}
