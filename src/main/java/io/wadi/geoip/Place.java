package io.wadi.geoip;

import com.maxmind.geoip2.model.CityResponse;
import com.maxmind.geoip2.record.Location;

/** The location of an address in a City database, with the same components as {@link GeoInfo}. */
record Place(String countryCode, String countryName, String city, Double latitude, Double longitude) {

    static final Place UNKNOWN = new Place(null, null, null, null, null);

    static Place of(CityResponse found) {
        Location location = found.location();
        boolean located = within(location.latitude(), 90) && within(location.longitude(), 180);
        return new Place(
                DatabaseText.clean(found.country().isoCode()),
                DatabaseText.clean(found.country().name()),
                DatabaseText.clean(found.city().name()),
                located ? location.latitude() : null,
                located ? location.longitude() : null);
    }

    private static boolean within(Double degrees, int limit) {
        return degrees != null && Math.abs(degrees) <= limit;
    }
}
