package io.wadi.pcap;

import io.wadi.net.Nearest;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/**
 * An interface that libpcap can capture on.
 *
 * @param name its name in {@code pcap:live:}
 * @param description its description by the system, or empty
 * @param state {@code running}, {@code up} (but without a link) or {@code down}
 * @param addresses its IP addresses
 */
public record CaptureInterface(String name, String description, String state, List<String> addresses) {

    /**
     * Lists all interfaces that are visible to this user.
     *
     * @throws CaptureException if libpcap cannot list them
     * @throws PcapUnavailableException if libpcap is missing
     */
    public static List<CaptureInterface> list() throws CaptureException {
        LibPcap.require();
        try {
            return Pcaps.findAllDevs().stream().map(CaptureInterface::of).toList();
        } catch (PcapNativeException e) {
            throw new CaptureException("libpcap cannot list the interfaces: " + e.getMessage(), e);
        }
    }

    /**
     * Why nothing can be captured on an interface that this machine does not list; empty if it lists it, or if the
     * interfaces cannot be listed.
     */
    public static Optional<String> problem(String name) {
        try {
            List<String> names = list().stream().map(CaptureInterface::name).toList();
            // Some names select a part of an interface, such as nflog:5.
            return names.isEmpty() || names.contains(name.split(":", 2)[0])
                    ? Optional.empty()
                    : Optional.of(missing(name, names));
        } catch (CaptureException e) {
            return Optional.empty();
        }
    }

    /** The sentence on an interface that does not exist, with the nearest of those that do. */
    static String missing(String name, List<String> names) {
        return "There is no interface " + name
                + Nearest.to(name, names)
                        .map(near -> "; the nearest is " + near)
                        .orElse("")
                + ": './wadi interfaces' lists all interfaces";
    }

    private static CaptureInterface of(PcapNetworkInterface device) {
        List<String> addresses = device.getAddresses().stream()
                .map(address -> address.getAddress())
                .filter(Objects::nonNull)
                .map(InetAddress::getHostAddress)
                .toList();
        String state = device.isRunning() ? "running" : device.isUp() ? "up" : "down";
        String description = device.getDescription() == null ? "" : device.getDescription();
        return new CaptureInterface(device.getName(), description, state, addresses);
    }
}
