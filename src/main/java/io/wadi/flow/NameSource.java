package io.wadi.flow;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the name of an address comes from. A name replaces those of the same and of lower ranks: DNS says which name has
 * which address, the names of local protocols are what a host calls itself, and a TLS or HTTP client only says which name
 * it expects at the address. {@code wadi_name_rank} in SQL has the same ranks.
 */
public enum NameSource {
    /** Answer of a name server (RFC 1035). */
    DNS("DNS", 3),
    /** Multicast DNS (RFC 6762). */
    MDNS("mDNS", 2),
    /** Link-local multicast name resolution (RFC 4795). */
    LLMNR("LLMNR", 2),
    /** NetBIOS name service (RFC 1002). */
    NBNS("NBNS", 2),
    /** Host name of a DHCP client (RFC 2132). */
    DHCP("DHCP", 2),
    /** Server name in the hello of TLS, QUIC or DTLS (RFC 6066). */
    SNI("SNI", 1),
    /** Host of an HTTP request (RFC 9112). */
    HTTP("HTTP", 1),
    /** A message did not say it, or it was stored by an earlier version. */
    UNKNOWN(null, 0);

    private static final Map<String, NameSource> BY_LABEL = Arrays.stream(values())
            .filter(source -> source.label != null)
            .collect(Collectors.toUnmodifiableMap(NameSource::label, Function.identity()));

    private final String label;
    private final int rank;

    NameSource(String label, int rank) {
        this.label = label;
        this.rank = rank;
    }

    /** The source of the name that a packet of this protocol gives to its destination; null if it gives none. */
    static NameSource ofDestination(String protocol) {
        return switch (protocol) {
            case "TLS", "QUIC", "DTLS" -> SNI;
            case "HTTP" -> HTTP;
            default -> null;
        };
    }

    /**
     * The source with this label, or {@link #UNKNOWN}, because probes may be newer than the stores that read them. The
     * label of an answer's source is the protocol of its packet.
     */
    static NameSource of(String label) {
        return BY_LABEL.getOrDefault(label, UNKNOWN);
    }

    /** The word in messages and tables; null for {@link #UNKNOWN}. */
    public String label() {
        return label;
    }

    /** Whether a name from this source replaces one from the other source. */
    boolean replaces(NameSource other) {
        return rank >= other.rank;
    }
}
