package io.wadi.netflow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The datagrams that the kernel dropped because the receive buffers of this process's UDP sockets at a port were full,
 * from {@code /proc/net/udp} and {@code udp6} (proc(5)). On systems without these files it is unknown.
 */
final class KernelDrops {

    private static final Path PROC = Path.of("/proc");
    private static final int COLUMNS = 13;
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private final String portSuffix;
    private final Path proc;

    /** Creates a reader for the sockets at a port. */
    KernelDrops(int port) {
        this(port, PROC);
    }

    KernelDrops(int port, Path proc) {
        portSuffix = String.format(Locale.ROOT, ":%04X", port);
        this.proc = proc;
    }

    /** The sum of the drops of the sockets that are open; 0 if it is unknown. */
    long read() {
        try {
            Set<String> own = ownInodes();
            return drops("udp", own) + drops("udp6", own);
        } catch (IOException | DirectoryIteratorException e) {
            return 0;
        }
    }

    private Set<String> ownInodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve("self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** A descriptor may be closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private long drops(String file, Set<String> own) throws IOException {
        Path table = proc.resolve("net").resolve(file);
        if (!Files.exists(table)) {
            return 0;
        }
        return Files.readAllLines(table).stream()
                .map(line -> List.of(line.trim().split("\\s+")))
                .filter(columns -> columns.size() >= COLUMNS
                        && columns.get(LOCAL_ADDRESS).endsWith(portSuffix)
                        && own.contains(columns.get(INODE)))
                .mapToLong(columns -> Long.parseLong(columns.get(DROPS)))
                .sum();
    }
}
