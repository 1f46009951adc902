package io.wadi.geoip;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The notices that the licences of free databases require wherever their data is shown. */
final class Attribution {

    /** The notice for GeoLite2, in the words of its licence (CC BY-SA 4.0 for the bundled files of 2019). */
    static final String GEOLITE2 =
            "This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com.";

    /** The notice for DB-IP Lite (CC BY 4.0). */
    static final String DB_IP = "IP Geolocation by DB-IP, https://db-ip.com.";

    private Attribution() {}

    /** The notices for databases of these types, each once; empty if none is required. */
    static String of(String... databaseTypes) {
        return Stream.of(databaseTypes)
                .map(Attribution::notice)
                .filter(notice -> !notice.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String notice(String databaseType) {
        if (databaseType.startsWith("GeoLite2")) {
            return GEOLITE2;
        }
        return databaseType.startsWith("DBIP") ? DB_IP : "";
    }
}
