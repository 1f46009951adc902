package io.wadi.geoip;

/** The location of an address in a City database, with the same components as {@link GeoInfo}. */
record Place(String countryCode, String countryName, String city, Double latitude, Double longitude) {

    static final Place UNKNOWN = new Place(null, null, null, null, null);

    /** A place from a record's values, which may be missing or wrong. */
    static Place of(String countryCode, String countryName, String city, Double latitude, Double longitude) {
        boolean located = within(latitude, 90) && within(longitude, 180);
        return new Place(
                DatabaseText.clean(countryCode),
                DatabaseText.clean(countryName),
                DatabaseText.clean(city),
                located ? latitude : null,
                located ? longitude : null);
    }

    private static boolean within(Double degrees, int limit) {
        return degrees != null && Math.abs(degrees) <= limit;
    }
}
