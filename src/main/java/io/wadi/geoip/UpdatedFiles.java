package io.wadi.geoip;

import java.nio.file.Path;
import java.util.Locale;

/** Where {@code wadi geoip update} puts databases for which no setting names a file. */
final class UpdatedFiles {

    private static final Path FOLDER = Path.of("geoip");

    private UpdatedFiles() {}

    /** The file of a kind in the folder of data. */
    static Path of(DatabaseKind kind, Path dataDirectory) {
        return dataDirectory.resolve(relative(kind));
    }

    /** Whether this is such a file. */
    static boolean isOne(DatabaseKind kind, Path file) {
        return file.endsWith(relative(kind));
    }

    private static Path relative(DatabaseKind kind) {
        return FOLDER.resolve(kind.label().toLowerCase(Locale.ROOT) + ".mmdb");
    }

    /** The file with the IPv6 addresses that belongs to one of IPv4 only: {@code city-ipv6.mmdb} for either {@code
     * city.mmdb} or {@code city-ipv4.mmdb}. */
    static Path ipv6Of(Path file) {
        String name = file.getFileName().toString();
        if (name.contains("ipv4")) {
            return file.resolveSibling(name.replace("ipv4", "ipv6"));
        }
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(dot < 0 ? name + "-ipv6" : name.substring(0, dot) + "-ipv6" + name.substring(dot));
    }
}
