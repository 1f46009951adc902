package io.wadi.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Where addresses are looked up. */
public final class GeoIpSettings {

    static final SettingGroup GROUP = new SettingGroup("GeoIP");

    public static final Setting<Optional<Path>> CITY = GROUP.add(
            "wadi.geoip.city",
            SettingType.PATH,
            "",
            "GeoLite2, GeoIP2 or DB-IP file with cities; empty for the bundled GeoLite2 of November 2019. A "
                    + "changed file is reloaded.");
    public static final Setting<Optional<Path>> ASN =
            GROUP.add("wadi.geoip.asn", SettingType.PATH, "", "The same with autonomous systems.");

    private GeoIpSettings() {}
}
