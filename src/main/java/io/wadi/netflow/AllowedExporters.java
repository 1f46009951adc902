package io.wadi.netflow;

import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Option {@code allowedExporters}: addresses and networks that datagrams may come from. */
final class AllowedExporters {

    private record Network(IpAddress address, int prefix) {

        boolean contains(IpAddress other) {
            if (address.version() != other.version()) {
                return false;
            }
            if (address.isV4()) {
                return same(address.low() << Integer.SIZE, other.low() << Integer.SIZE, prefix);
            }
            return same(address.high(), other.high(), Math.min(prefix, Long.SIZE))
                    && same(address.low(), other.low(), Math.max(0, prefix - Long.SIZE));
        }

        private static boolean same(long one, long other, int bits) {
            return bits == 0 || (one ^ other) >>> Long.SIZE - bits == 0;
        }
    }

    private final List<Network> networks = new ArrayList<>();

    private AllowedExporters() {}

    /**
     * Parses the option.
     *
     * @param option addresses and networks ({@code 192.0.2.0/24}) with commas in between; empty to allow all
     * @throws IllegalArgumentException with the option's name
     */
    static AllowedExporters parse(String option) {
        AllowedExporters allowed = new AllowedExporters();
        if (option != null && !option.isBlank()) {
            for (String each : option.split(",", -1)) {
                allowed.networks.add(network(each.strip()));
            }
        }
        return allowed;
    }

    private static Network network(String text) {
        String[] parts = text.split("/", 2);
        try {
            IpAddress address = IpAddress.parse(parts[0]);
            int most = address.isV4() ? Integer.SIZE : 2 * Long.SIZE;
            int prefix = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (prefix >= 0 && prefix <= most) {
                return new Network(address, prefix);
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says it better.
        }
        throw new IllegalArgumentException(
                "Option allowedExporters has " + text + ", which is not an address or a network such as 192.0.2.0/24");
    }

    boolean allows(IpAddress exporter) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(exporter));
    }
}
