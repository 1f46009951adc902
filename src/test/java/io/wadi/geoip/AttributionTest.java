package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

    @TempDir
    private Path directory;

    @Test
    void namesEachSourceOnce() {
        assertThat(Attribution.of(Attribution.GEOLITE2, Attribution.GEOLITE2)).isEqualTo(Attribution.GEOLITE2);
        assertThat(Attribution.of(Attribution.DB_IP, "")).isEqualTo(Attribution.DB_IP);
        assertThat(Attribution.of(Attribution.DB_IP, Attribution.GEOLITE2))
                .isEqualTo(Attribution.DB_IP + " " + Attribution.GEOLITE2);
    }

    @Test
    void freeDatabasesNameTheirMakers() {
        assertThat(notice("GeoLite2-City")).isEqualTo(Attribution.GEOLITE2);
        assertThat(notice("DBIP-ASN-Lite (compat=GeoLite2-ASN)")).isEqualTo(Attribution.DB_IP);
        assertThat(notice("ipinfo generic_lite.mmdb")).isEqualTo(Attribution.IPINFO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GeoIP2-City", "GeoIP2-ISP", "city ipv4"})
    void othersAskForNone(String type) {
        assertThat(notice(type)).isEmpty();
    }

    @Test
    void aFileBesideTheDatabaseComesFirst() throws IOException {
        Files.writeString(directory.resolve("a.mmdb.notice"), "Places by\n  Example.\n" + " ".repeat(2_000));

        assertThat(notice("city ipv4")).isEqualTo("Places by Example.");
    }

    private String notice(String type) {
        return Attribution.of(directory.resolve("a.mmdb"), type);
    }
}
