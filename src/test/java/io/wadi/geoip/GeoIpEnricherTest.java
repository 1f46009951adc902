package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoIpEnricherTest {

    @TempDir
    private Path directory;

    private GeoIpDatabase database;
    private GeoIpEnricher enricher;

    @BeforeEach
    void open() {
        Path city = new TinyDatabase("GeoLite2-City", 6, 0)
                .with("8.8.8.0", 24, Map.of("country", Map.of("iso_code", "US")))
                .writeTo(directory.resolve("city.mmdb"));
        Path asn = TinyDatabase.asn(64500, 0).writeTo(directory.resolve("asn.mmdb"));
        database = new GeoIpDatabase(Optional.of(city), Optional.of(asn), directory.resolve("cache"));
        enricher = new GeoIpEnricher(database);
    }

    @Test
    void looksUpPublicAddresses() {
        assertThat(enricher.lookup(IpAddress.parse("8.8.8.8")).countryCode()).isEqualTo("US");
        assertThat(enricher.lookup(IpAddress.parse("::ffff:8.8.8.8")).countryCode())
                .isEqualTo("US");
        assertThat(enricher.lookup(IpAddress.parse("9.9.9.9"))).isSameAs(GeoInfo.NONE);
        assertThat(database.getCacheMisses()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.1.2.3", "127.0.0.1", "169.254.1.1", "224.0.0.251", "255.255.255.255", "fe80::1", "ff02::fb"})
    void asksNoDatabaseAboutOtherScopes(String address) {
        assertThat(enricher.lookup(IpAddress.parse(address))).isSameAs(GeoInfo.NONE);
        assertThat(database.getCacheMisses()).isZero();
    }
}
