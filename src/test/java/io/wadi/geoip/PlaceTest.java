package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "0, 0", "52.374, 4.88969"})
    void keepsCoordinatesOnTheGlobe(double latitude, double longitude) {
        Place place = read(Map.of("location", Map.of("latitude", latitude, "longitude", longitude)));

        assertThat(place.latitude()).isEqualTo(latitude);
        assertThat(place.longitude()).isEqualTo(longitude);
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0", "0, -180.1", "NaN, 0", "0, Infinity"})
    void leavesOutBothCoordinatesWhenOneIsImpossible(double latitude, double longitude) {
        assertThat(read(Map.of("location", Map.of("latitude", latitude, "longitude", longitude))))
                .isEqualTo(Place.UNKNOWN);
    }

    @Test
    void leavesOutALoneCoordinate() {
        assertThat(read(Map.of("location", Map.of("latitude", 1.0)))).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void leavesOutNamesWithoutEnglish() {
        assertThat(read(Map.of("city", Map.of("names", Map.of("de", "Köln"))))).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void keepsNamesInAnyScript() {
        assertThat(read(Map.of("city", Map.of("names", Map.of("en", "Århus 北京"))))
                        .city())
                .isEqualTo("Århus 北京");
    }

    @Test
    void leavesOutTextThatNobodyCanStore() {
        assertThat(read(Map.of("city", Map.of("names", Map.of("en", "a\0b"))))).isEqualTo(Place.UNKNOWN);
        assertThat(read(Map.of("city", Map.of("names", Map.of("en", " "))))).isEqualTo(Place.UNKNOWN);
        assertThat(read(Map.of("city", Map.of("names", Map.of("en", "x".repeat(256))))))
                .isEqualTo(Place.UNKNOWN);
        assertThat(read(Map.of("city", Map.of("names", Map.of("en", "x".repeat(255)))))
                        .city())
                .hasSize(255);
    }

    private Place read(Map<String, Object> entry) {
        Path file = directory.resolve("city.mmdb");
        new TinyDatabase("GeoLite2-City", 6, 0).with("192.0.2.0", 24, entry).writeTo(file);
        return MappedDatabase.open(file, DatabaseKind.CITY, file, new GeoIpCounters())
                .place(IpAddress.parse("192.0.2.1").toInetAddress());
    }
}
