package io.wadi.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that this process holds, as Linux counts it. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** The most so far in bytes (VmHWM of proc(5)); 0 where the system does not say. */
    static long most() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
