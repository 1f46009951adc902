package io.wadi.filter;

import io.wadi.geoip.GeoInfo;
import io.wadi.net.IpAddress;

/** Where addresses are. */
@FunctionalInterface
interface Places {

    /** For processes that have no GeoIP databases. */
    Places NOWHERE = address -> {
        throw new IllegalStateException(
                "This process has no GeoIP databases, which a filter by country or autonomous system needs: run the "
                        + "route in a process with a store");
    };

    /** The facts about an address; never null. */
    GeoInfo of(IpAddress address);

    /** The fact about an address that a column of one end holds, or null if it is unknown. */
    default Object fact(String column, IpAddress address) {
        GeoInfo place = of(address);
        if (column.endsWith("country")) {
            return place.countryCode();
        }
        // A filter by name finds no system without one, but it is not unknown.
        Object name = place.organization() == null && place.asn() != null ? "" : place.organization();
        return column.endsWith("asn") ? place.asn() : name;
    }
}
