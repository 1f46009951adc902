package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedDatabaseTest {

    private static final InetAddress KNOWN = address("192.0.2.1");
    private static final Map<String, Object> AMSTERDAM = Map.of(
            "city", Map.of("names", Map.of("en", "Amsterdam", "nl", "Amsterdam")),
            "country", Map.of("iso_code", "NL", "names", Map.of("en", "Netherlands")),
            "location", Map.of("latitude", 52.374, "longitude", 4.88969, "weather_code", "NLXX0002"));
    private static final Map<String, Object> EXAMPLE_AS =
            Map.of("autonomous_system_number", -1, "autonomous_system_organization", "Example");

    @TempDir
    private Path directory;

    private final GeoIpCounters counters = new GeoIpCounters();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GeoLite2-City",
                "GeoIP2-City",
                "GeoIP2-City-North-America",
                "GeoIP2-Enterprise",
                "DBIP-City-Lite",
                "DBIP-Location (compat=City)",
                "DBIP-Location-ISP (compat=Enterprise)"
            })
    void findsPlacesInCityDatabasesOfAllMakers(String type) {
        MappedDatabase database =
                open(DatabaseKind.CITY, new TinyDatabase(type, 6, 0).with("192.0.2.0", 24, AMSTERDAM));

        assertThat(database.place(KNOWN)).isEqualTo(new Place("NL", "Netherlands", "Amsterdam", 52.374, 4.88969));
        assertThat(database.place(address("192.0.3.1"))).isEqualTo(Place.UNKNOWN);
        assertThat(counters.unreadableEntries().sum()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GeoLite2-ASN", "GeoIP2-ISP", "DBIP-ASN-Lite (compat=GeoLite2-ASN)"})
    void findsAsNumbersUpToTheLargest(String type) {
        MappedDatabase database =
                open(DatabaseKind.ASN, new TinyDatabase(type, 6, 0).with("192.0.2.0", 24, EXAMPLE_AS));

        assertThat(database.asNumber(KNOWN)).isEqualTo(new AsNumber(4_294_967_295L, "Example"));
        assertThat(database.asNumber(address("192.0.3.1"))).isEqualTo(AsNumber.UNKNOWN);
    }

    @Test
    void findsAsNumbersAmongTheTraitsOfEnterpriseDatabases() {
        MappedDatabase database = open(
                DatabaseKind.ASN,
                new TinyDatabase("DBIP-ISP (compat=Enterprise)", 6, 0)
                        .with("192.0.2.0", 24, Map.of("traits", EXAMPLE_AS)));

        assertThat(database.asNumber(KNOWN)).isEqualTo(new AsNumber(4_294_967_295L, "Example"));
    }

    @Test
    void anIpv4DatabaseHasNoEntryForIpv6() {
        MappedDatabase database =
                open(DatabaseKind.CITY, new TinyDatabase("GeoLite2-City", 4, 0).with("192.0.2.0", 24, AMSTERDAM));

        assertThat(database.place(KNOWN).city()).isEqualTo("Amsterdam");
        assertThat(database.place(address("::ffff:192.0.2.1")).city()).isEqualTo("Amsterdam");
        assertThat(database.place(address("2001:db8::1"))).isEqualTo(Place.UNKNOWN);
        assertThat(counters.unreadableEntries().sum()).isZero();
    }

    @Test
    void knowsItsTypeAndBuildDate() {
        MappedDatabase database = open(DatabaseKind.CITY, new TinyDatabase("GeoLite2-City", 6, 1_700_000_000));

        assertThat(database.type()).isEqualTo("GeoLite2-City");
        assertThat(database.buildDate()).isEqualTo(LocalDate.of(2023, 11, 14));
    }

    @ParameterizedTest
    @CsvSource({
        "CITY, GeoLite2-ASN, 'Setting wadi.geoip.city names FILE, which is a GeoLite2-ASN database: "
                + "name one of type City, or leave the setting empty to use the bundled one.'",
        "ASN, GeoIP2-City, 'Setting wadi.geoip.asn names FILE, which is a GeoIP2-City database: "
                + "name one of type ASN, or leave the setting empty to use the bundled one.'"
    })
    void refusesTheWrongType(DatabaseKind kind, String type, String sentence) {
        assertThatThrownBy(() -> open(kind, new TinyDatabase(type, 6, 0)))
                .isInstanceOf(GeoIpFileException.class)
                .hasMessage(sentence.replace("FILE", file().toString()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L})
    void refusesAnImpossibleBuildDate(long epoch) {
        assertThatThrownBy(() -> open(DatabaseKind.CITY, new TinyDatabase("GeoLite2-City", 6, epoch)))
                .isInstanceOf(GeoIpFileException.class)
                .hasMessageContaining("is not a MaxMind database");
    }

    @Test
    void countsAPointerOutOfTheFile() {
        MappedDatabase database =
                open(DatabaseKind.CITY, new TinyDatabase("GeoLite2-City", 6, 0).pointing("192.0.2.0", 24, 1_000_000));

        assertThat(database.place(KNOWN)).isEqualTo(Place.UNKNOWN);
        assertThat(database.place(KNOWN)).isEqualTo(Place.UNKNOWN);
        assertThat(counters.unreadableEntries().sum()).isEqualTo(2);
    }

    @Test
    void countsAPointerToItself() {
        byte[] pointerToOffsetZero = {0x20, 0};
        MappedDatabase database = open(
                DatabaseKind.CITY, new TinyDatabase("GeoLite2-City", 6, 0).with("192.0.2.0", 24, pointerToOffsetZero));

        assertThat(database.place(KNOWN)).isEqualTo(Place.UNKNOWN);
        assertThat(counters.unreadableEntries().sum()).isEqualTo(1);
    }

    @Test
    void survivesMaxMindsBrokenPointers() throws IOException {
        byte[] broken = Files.readAllBytes(SharedGeoip.file("MaxMind-DB-test-broken-pointers-24.mmdb"));
        String asCity = new String(broken, StandardCharsets.ISO_8859_1).replace("DTest", "DCity");
        Files.write(file(), asCity.getBytes(StandardCharsets.ISO_8859_1));
        MappedDatabase database = MappedDatabase.open(file(), DatabaseKind.CITY, file(), counters);

        for (int last = 0; last < 64; last++) {
            assertThat(database.place(address("1.1.1." + last))).isEqualTo(Place.UNKNOWN);
        }
        assertThat(counters.unreadableEntries().sum()).isPositive();
    }

    @Test
    void noDamagedByteThrowsOutOfALookup() throws IOException {
        byte[] whole = new TinyDatabase("GeoLite2-City", 4, 0)
                .with("192.0.2.0", 24, AMSTERDAM)
                .toBytes();
        Random random = new Random(1);
        int opened = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), damaged);
            opened += lookupUnlessRefused() ? 1 : 0;
        }
        assertThat(opened).isGreaterThan(whole.length / 2);
        assertThat(counters.unreadableEntries().sum()).isPositive();
    }

    private boolean lookupUnlessRefused() {
        try {
            assertThat(MappedDatabase.open(file(), DatabaseKind.CITY, file(), counters)
                            .place(KNOWN))
                    .isNotNull();
            return true;
        } catch (GeoIpFileException e) {
            return false;
        }
    }

    private MappedDatabase open(DatabaseKind kind, TinyDatabase content) {
        return MappedDatabase.open(content.writeTo(file()), kind, file(), counters);
    }

    private Path file() {
        return directory.resolve("test.mmdb");
    }

    private static InetAddress address(String text) {
        return IpAddress.parse(text).toInetAddress();
    }
}
