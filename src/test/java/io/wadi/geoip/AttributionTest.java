package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttributionTest {

    @Test
    void namesEachFreeSourceOnce() {
        assertThat(Attribution.of("GeoLite2-City", "GeoLite2-ASN")).isEqualTo(Attribution.GEOLITE2);
        assertThat(Attribution.of("DBIP-City-Lite", "DBIP-ASN-Lite (compat=GeoLite2-ASN)"))
                .isEqualTo(Attribution.DB_IP);
        assertThat(Attribution.of("DBIP-City-Lite", "GeoLite2-ASN"))
                .isEqualTo(Attribution.DB_IP + " " + Attribution.GEOLITE2);
    }

    @Test
    void paidDatabasesAskForNone() {
        assertThat(Attribution.of("GeoIP2-City", "GeoIP2-ISP")).isEmpty();
    }
}
