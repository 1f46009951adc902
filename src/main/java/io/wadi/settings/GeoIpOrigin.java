package io.wadi.settings;

/** The makers of GeoIP databases from which updates come. */
public enum GeoIpOrigin {
    DBIP,
    MAXMIND,
    NPM
}
