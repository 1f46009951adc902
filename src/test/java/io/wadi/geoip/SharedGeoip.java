package io.wadi.geoip;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** MaxMind's test databases, if present: {@code geoip/} below property {@code wadi.shared} or ../shared. */
final class SharedGeoip {

    private SharedGeoip() {}

    /** The file of this name; skips the test where it is absent. */
    static Path file(String name) {
        Path file = Path.of(System.getProperty("wadi.shared", "../shared"), "geoip", name);
        Assumptions.assumeTrue(Files.isReadable(file), "MaxMind's test database is absent: " + file);
        return file;
    }
}
