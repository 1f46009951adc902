package io.wadi.geoip;

/** An autonomous system, with the same components as {@link GeoInfo}. */
record AsNumber(Long number, String organization) {

    static final AsNumber UNKNOWN = new AsNumber(null, null);

    static AsNumber of(Long number, String organization) {
        return new AsNumber(number, DatabaseText.clean(organization));
    }
}
