package io.wadi.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, as measured by Linux. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** The peak in bytes (VmHWM of proc(5)); 0 if the system does not report it. */
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
