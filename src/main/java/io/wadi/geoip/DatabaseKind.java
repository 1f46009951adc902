package io.wadi.geoip;

import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Setting;
import java.util.List;

/** The two kinds of databases, each with the setting that names its file. */
enum DatabaseKind {
    CITY(GeoIpSettings.CITY, "City", "GeoLite2-City.mmdb", List.of("City", "Enterprise", "Country")),
    ASN(GeoIpSettings.ASN, "ASN", "GeoLite2-ASN.mmdb", List.of("GeoLite2-ASN", "GeoIP2-ISP", "Enterprise"));

    private final Setting<?> setting;
    private final String label;
    private final String resource;
    private final List<String> types;

    DatabaseKind(Setting<?> setting, String label, String resource, List<String> types) {
        this.setting = setting;
        this.label = label;
        this.resource = resource;
        this.types = types;
    }

    Setting<?> setting() {
        return setting;
    }

    String label() {
        return label;
    }

    /** Class path name of the bundled file, in org.elasticsearch:geolite2-databases. */
    String resource() {
        return resource;
    }

    /**
     * Whether a database of this type, as given in its metadata, has these facts. GeoIP2-java uses the same rule:
     * DB-IP's types are {@code DBIP-City-Lite} and {@code DBIP-ASN-Lite (compat=GeoLite2-ASN)}.
     */
    boolean accepts(String databaseType) {
        return types.stream().anyMatch(databaseType::contains);
    }

    /** Whether a database of this type has the countries of addresses, but no cities and coordinates. */
    static boolean hasCountriesOnly(String databaseType) {
        return databaseType.contains("Country");
    }
}
