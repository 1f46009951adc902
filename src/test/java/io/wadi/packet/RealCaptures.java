package io.wadi.packet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real captures, if present: {@code captures/real/} below property {@code wadi.shared} or ../shared. */
public final class RealCaptures {

    private RealCaptures() {}

    static Path folder() {
        return Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real");
    }

    static boolean present() {
        return Files.isDirectory(folder());
    }

    /** All of them in the order of their names; skips the test where there are none. */
    public static List<Path> files() throws IOException {
        assumeTrue(present(), () -> "skipped: no folder " + folder() + " with real captures");
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
