package io.wadi.netflow;

import io.wadi.net.AddressRange;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Option {@code allowedExporters}: addresses and networks that datagrams may come from. */
final class AllowedExporters {

    private final List<AddressRange> networks = new ArrayList<>();

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

    private static AddressRange network(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Option allowedExporters has " + text
                            + ", which is not an address or a network such as 192.0.2.0/24",
                    e);
        }
    }

    boolean allows(IpAddress exporter) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(exporter));
    }
}
