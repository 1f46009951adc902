package io.wadi.geoip;

import java.time.LocalDate;

/**
 * The facts about one address in the databases. Any component may be null, because databases have gaps.
 *
 * @param countryCode ISO 3166-1 alpha-2 code
 * @param countryName English name of the country
 * @param city English name of the city
 * @param latitude degrees north, -90 to 90; null if and only if {@code longitude} is null
 * @param longitude degrees east, -180 to 180
 * @param asn number of the autonomous system that announces the address (RFC 6793), 0–4294967295
 * @param organization organization that operates that autonomous system
 * @param databaseDate build date (UTC) of the City database
 */
public record GeoInfo(
        String countryCode,
        String countryName,
        String city,
        Double latitude,
        Double longitude,
        Long asn,
        String organization,
        LocalDate databaseDate) {

    /** The answer for an address that is in no database, which is normal: every component is null. */
    public static final GeoInfo NONE = new GeoInfo(null, null, null, null, null, null, null, null);

    /** Whether a database has any fact; false only for {@link #NONE}. */
    public boolean isKnown() {
        return databaseDate != null;
    }
}
