package io.wadi.settings;

import java.nio.file.Path;
import java.util.Optional;

/** The GeoIP databases. */
public final class GeoIpSettings {

    static final SettingGroup GROUP = new SettingGroup("GeoIP");

    public static final Setting<Optional<Path>> CITY = GROUP.add(
            "wadi.geoip.city",
            SettingType.PATH,
            "",
            "City database file, of GeoLite2, GeoIP2 or DB-IP; empty means the bundled GeoLite2 of November 2019. "
                    + "Wadi reloads a changed file.");
    public static final Setting<Optional<Path>> ASN = GROUP.add(
            "wadi.geoip.asn",
            SettingType.PATH,
            "",
            "ASN database file (autonomous systems), of GeoLite2, GeoIP2 or DB-IP; empty means the bundled GeoLite2 of "
                    + "November 2019. Wadi reloads a changed file.");

    private GeoIpSettings() {}
}
