package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases with the schemas of other makers than MaxMind. */
class FlatDatabaseTest {

    private static final Map<String, Object> SYDNEY =
            Map.of("country_code", "AU", "city", "Sydney", "latitude", -33.8688, "longitude", 151.209, "timezone", "");

    @TempDir
    private Path directory;

    private final GeoIpCounters counters = new GeoIpCounters();

    @Test
    void readsPlacesOfIpLocationDb() {
        MappedDatabase database = open(DatabaseKind.CITY, "city ipv4", SYDNEY);

        assertThat(place(database)).isEqualTo(new Place("AU", "Australia", "Sydney", -33.8688, 151.209));
        assertThat(counters.unreadableEntries().sum()).isZero();
    }

    @Test
    void readsTheCountriesAndNetworksOfIpinfoLite() {
        Map<String, Object> lite =
                Map.of("country_code", "US", "country", "United States", "asn", "AS15169", "as_name", "Google LLC");

        assertThat(place(open(DatabaseKind.CITY, "ipinfo generic_lite.mmdb", lite)))
                .isEqualTo(new Place("US", "United States", null, null, null));
        assertThat(open(DatabaseKind.ASN, "ipinfo generic_lite.mmdb", lite).asNumber(known().toInetAddress()))
                .isEqualTo(new AsNumber(15_169L, "Google LLC"));
    }

    @Test
    void readsThePlacesOfIpinfoWhoseCoordinatesAreText() {
        Map<String, Object> location = Map.of(
                "country",
                "US",
                "city",
                "Mountain View",
                "lat",
                "37.4056",
                "lng",
                "-122.0775",
                "geoname_id",
                "5375480");

        assertThat(place(open(DatabaseKind.CITY, "ipinfo standard_location.mmdb", location)))
                .isEqualTo(new Place("US", "United States", "Mountain View", 37.4056, -122.0775));
    }

    @Test
    void readsCountryDatabases() {
        Map<String, Object> record = Map.of("country", Map.of("iso_code", "NL", "names", Map.of("en", "Netherlands")));

        assertThat(place(open(DatabaseKind.CITY, "GeoLite2-Country", record)))
                .isEqualTo(new Place("NL", "Netherlands", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"AS4294967295, 4294967295", "AS4294967296, ", "AS-1, ", "'', ", "ASx, ", "64500, 64500"})
    void takesOnlyAsNumbersOf32Bits(String text, Long number) {
        MappedDatabase database = open(DatabaseKind.ASN, "ipinfo asn.mmdb", Map.of("asn", text));

        assertThat(database.asNumber(known().toInetAddress()).number()).isEqualTo(number);
    }

    @Test
    void countsCoordinatesThatAreNoNumbers() {
        MappedDatabase database = open(
                DatabaseKind.CITY, "city ipv4", Map.of("country_code", "AU", "latitude", "south", "longitude", "1"));

        assertThat(place(database)).isEqualTo(Place.UNKNOWN);
        assertThat(counters.unreadableEntries().sum()).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownSchemaAndNamesItsFields() {
        assertThatThrownBy(() -> open(DatabaseKind.CITY, "threats", Map.of("score", 7, "list", "spam")))
                .isInstanceOf(GeoIpFileException.class)
                .hasMessageContaining("which is a threats database with the fields list, score: name one of type City");
    }

    @Test
    void twoFilesAreOneDatabase() {
        Path ipv4 = write(4, "192.0.2.0", 24, Map.of("country_code", "AU"), "places-ipv4.mmdb");
        write(6, "2001:db8::", 32, Map.of("country_code", "NZ"), "places-ipv6.mmdb");
        GeoIpDatabase database = new GeoIpDatabase(Optional.of(ipv4), Optional.of(asn()), directory.resolve("cache"));

        assertThat(database.lookup(known()).countryCode()).isEqualTo("AU");
        assertThat(database.lookup(IpAddress.parse("2001:db8::1")).countryCode())
                .isEqualTo("NZ");
        assertThat(database.lookup(IpAddress.parse("::ffff:192.0.2.1")).countryCode())
                .isEqualTo("AU");

        write(6, "2001:db8::", 32, Map.of("country_code", "FJ"), "places-ipv6.mmdb");
        assertThat(database.reloadIfChanged()).isTrue();
        assertThat(database.lookup(IpAddress.parse("2001:db8::1")).countryCode())
                .isEqualTo("FJ");
    }

    @Test
    void oldPlacesSayHowOldTheyAre() {
        LocalDate today = LocalDate.of(2026, 11, 28);

        assertThat(DataAge.advice(today.minusDays(90), today)).isEmpty();
        assertThat(DataAge.advice(today.plusDays(1), today)).isEmpty();
        assertThat(DataAge.advice(LocalDate.of(2019, 11, 12), today))
                .isEqualTo("Places from 2019 (2019-11-12): get those of today with ./wadi geoip update.");
    }

    private Path asn() {
        return TinyDatabase.asn(64_500, 0).writeTo(directory.resolve("asn.mmdb"));
    }

    private Path write(int ipVersion, String network, int prefix, Object record, String name) {
        return new TinyDatabase("city ipv" + ipVersion, ipVersion, 0)
                .with(network, prefix, record)
                .writeTo(directory.resolve(name));
    }

    private MappedDatabase open(DatabaseKind kind, String type, Map<String, Object> record) {
        Path file = new TinyDatabase(type, 6, 0).with("192.0.2.0", 24, record).writeTo(directory.resolve("test.mmdb"));
        return MappedDatabase.open(file, kind, file, counters);
    }

    private static Place place(MappedDatabase database) {
        return database.place(known().toInetAddress());
    }

    private static IpAddress known() {
        return IpAddress.parse("192.0.2.1");
    }
}
