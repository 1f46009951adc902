package io.wadi.faults;

import static io.wadi.testing.IpCommand.ip;

import io.wadi.testing.IpCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An interface on which live load passes: one end of a veth pair whose other end is in a network namespace of its own,
 * or loopback where namespaces may not be made.
 *
 * @param name the interface to capture on
 * @param namespace the namespace of the sender, or null
 * @param targets the first two numbers of the addresses to send to
 * @param source the address that sends
 */
record LiveLink(String name, String namespace, String targets, String source) implements AutoCloseable {

    private static final String GATEWAY = "198.19.255.2";

    /** The link, or nothing for who may not capture. Loopback has one source, which other traffic uses as well. */
    static Optional<LiveLink> open() throws IOException, InterruptedException {
        if (!isRoot()) {
            return Optional.empty();
        }
        long pid = ProcessHandle.current().pid();
        LiveLink link = new LiveLink("wsoak" + pid, "wadi-soak-" + pid, "198.18", "198.19.255.1");
        try {
            link.create();
            // Ctrl-C ends a soak without the end of its test.
            Runtime.getRuntime().addShutdownHook(new Thread(link::delete));
            return Optional.of(link);
        } catch (IOException e) {
            link.close();
            return Optional.of(new LiveLink("lo", null, "127.77", "127.77.0.1"));
        }
    }

    static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }

    private void create() throws IOException, InterruptedException {
        ip("netns", "add", namespace);
        ip("link", "add", name, "type", "veth", "peer", "name", "inner", "netns", namespace);
        ip("link", "set", name, "up");
        ip("-n", namespace, "link", "set", "inner", "up");
        ip("-n", namespace, "addr", "add", source + "/30", "dev", "inner");
        // Nobody answers there, so the sender is told the address on the link instead of asking for it.
        String address =
                Files.readString(Path.of("/sys/class/net", name, "address")).strip();
        ip("-n", namespace, "neigh", "add", GATEWAY, "lladdr", address, "dev", "inner", "nud", "permanent");
        ip("-n", namespace, "route", "add", targets + ".0.0/16", "via", GATEWAY, "dev", "inner", "onlink");
    }

    /** A command that runs where the sender is. */
    List<String> inside(List<String> command) {
        return namespace == null ? command : IpCommand.inside(namespace, command);
    }

    @Override
    public void close() {
        if (namespace != null) {
            delete();
        }
    }

    /** The pair goes with the namespace. */
    private void delete() {
        try {
            ip("netns", "del", namespace);
        } catch (IOException e) {
            // It was never made, or has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
