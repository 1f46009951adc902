package io.wadi.netflow;

import static io.wadi.testing.IpCommand.ip;

import io.wadi.testing.IpCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network namespace of its own for an exporter, and the link from there to the collector.
 *
 * @param name the namespace
 * @param collector the collector's address on the link
 */
record ExporterNamespace(String name, String collector) implements AutoCloseable {

    /** Makes it; the addresses follow from the process, because several tests may run on a machine. */
    static ExporterNamespace open() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        String network = "198.18." + (pid >> 6 & 0xff) + ".";
        long host = (pid & 0x3f) << 2;
        ExporterNamespace made = new ExporterNamespace("wadi-export-" + pid, network + (host + 1));
        try {
            made.link("wexp" + pid, network + (host + 2));
        } catch (IOException e) {
            made.close();
            throw e;
        }
        return made;
    }

    static boolean isAllowed() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                && Files.getAttribute(self, "unix:uid").equals(0)
                && Stream.of("/usr/sbin/ip", "/usr/bin/ip", "/sbin/ip").anyMatch(file -> Files.exists(Path.of(file)));
    }

    private void link(String outer, String exporter) throws IOException, InterruptedException {
        ip("netns", "add", name);
        ip("link", "add", outer, "type", "veth", "peer", "name", "inner", "netns", name);
        ip("addr", "add", collector + "/30", "dev", outer);
        ip("link", "set", outer, "up");
        ip("-n", name, "addr", "add", exporter + "/30", "dev", "inner");
        ip("-n", name, "link", "set", "inner", "up");
    }

    /** Starts a command in the namespace. */
    Process start(List<String> command) throws IOException {
        return new ProcessBuilder(IpCommand.inside(name, command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The link goes with the namespace. */
    @Override
    public void close() throws IOException, InterruptedException {
        ip("netns", "del", name);
    }
}
