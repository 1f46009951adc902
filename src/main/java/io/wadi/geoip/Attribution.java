package io.wadi.geoip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The notices that the licences of free databases require wherever their data is shown. */
final class Attribution {

    /** The notice for GeoLite2, in the words of its licence (CC BY-SA 4.0 for the bundled files of 2019). */
    static final String GEOLITE2 =
            "This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com.";

    /** The notice for DB-IP Lite (CC BY 4.0). */
    static final String DB_IP = "IP Geolocation by DB-IP, https://db-ip.com.";

    /** The notice for IPinfo Lite (CC BY-SA 4.0). */
    static final String IPINFO = "IP address data powered by IPinfo, https://ipinfo.io.";

    private static final Map<String, String> BY_START_OF_TYPE =
            Map.of("GeoLite2", GEOLITE2, "DBIP", DB_IP, "ipinfo", IPINFO);

    private static final int MAX_BYTES = 1_000;

    private Attribution() {}

    /** The notices, each once. */
    static String of(String... notices) {
        return Stream.of(notices).filter(notice -> !notice.isEmpty()).distinct().collect(Collectors.joining(" "));
    }

    /** The notice for a database: from the file beside it, else by its type; empty if none is required. */
    static String of(Path database, String type) {
        Path file = fileOf(database);
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
                        .strip()
                        .replaceAll("\\s+", " ");
            } catch (IOException e) {
                // The type may tell.
            }
        }
        return BY_START_OF_TYPE.entrySet().stream()
                .filter(known -> type.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The file with the notice for a database whose type does not tell its maker. */
    static Path fileOf(Path database) {
        return database.resolveSibling(database.getFileName() + ".notice");
    }
}
