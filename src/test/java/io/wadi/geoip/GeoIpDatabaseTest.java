package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoIpDatabaseTest {

    private static final long DAY = 86_400;
    private static final IpAddress KNOWN = IpAddress.parse("192.0.2.1");

    @TempDir
    private static Path unpacked;

    private static GeoIpDatabase bundled;

    @TempDir
    private Path directory;

    @BeforeAll
    static void openBundled() {
        bundled = new GeoIpDatabase(Optional.empty(), Optional.empty(), unpacked);
    }

    @Test
    void bundledDatabasesKnowGooglesResolver() {
        GeoInfo info = bundled.lookup(IpAddress.parse("8.8.8.8"));

        assertThat(info.countryCode()).isEqualTo("US");
        assertThat(info.countryName()).isEqualTo("United States");
        assertThat(info.asn()).isEqualTo(15169);
        assertThat(info.organization()).isEqualTo("Google LLC");
        assertThat(info.latitude()).isBetween(24.0, 50.0);
        assertThat(info.longitude()).isBetween(-125.0, -66.0);
        assertThat(info.databaseDate()).isEqualTo(LocalDate.of(2019, 11, 12));
        assertThat(info.isKnown()).isTrue();
    }

    @Test
    void bundledDatabasesKnowIpv6() {
        GeoInfo info = bundled.lookup(IpAddress.parse("2001:4860:4860::8888"));

        assertThat(info.countryCode()).isEqualTo("US");
        assertThat(info.asn()).isEqualTo(15169);
    }

    @Test
    void bundledDatabasesAreMappedAndSayWhatTheyAre() {
        long mapped = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("mapped"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();

        assertThat(mapped).isGreaterThan(60_000_000);
        assertThat(bundled.getCityType()).isEqualTo("GeoLite2-City");
        assertThat(bundled.getAsnType()).isEqualTo("GeoLite2-ASN");
        assertThat(bundled.getCityFile())
                .isEqualTo(unpacked.resolve("GeoLite2-City.mmdb").toString());
        assertThat(bundled.getAttribution()).isEqualTo(Attribution.GEOLITE2);
    }

    @Test
    void anAddressWithoutEntryIsNormal() {
        assertThat(bundled.lookup(IpAddress.parse("192.168.1.1"))).isSameAs(GeoInfo.NONE);
        assertThat(bundled.lookup(IpAddress.parse("fe80::1"))).isSameAs(GeoInfo.NONE);
        assertThat(GeoInfo.NONE.isKnown()).isFalse();
        assertThat(bundled.getUnreadableEntries()).isZero();
    }

    @Test
    void testDatabasesGiveTheirKnownAnswers() {
        Path city = SharedGeoip.file("GeoIP2-City-Test.mmdb");
        Path asn = SharedGeoip.file("GeoLite2-ASN-Test.mmdb");
        GeoIpDatabase database = new GeoIpDatabase(Optional.of(city), Optional.of(asn), directory);

        GeoInfo london = database.lookup(IpAddress.parse("81.2.69.142"));
        assertThat(london.countryCode()).isEqualTo("GB");
        assertThat(london.countryName()).isEqualTo("United Kingdom");
        assertThat(london.city()).isEqualTo("London");
        assertThat(london.latitude()).isEqualTo(51.5142);
        assertThat(london.longitude()).isEqualTo(-0.0931);
        assertThat(london.asn()).isNull();

        GeoInfo telstra = database.lookup(IpAddress.parse("1.128.0.1"));
        assertThat(telstra.asn()).isEqualTo(1221);
        assertThat(telstra.organization()).isEqualTo("Telstra Pty Ltd");
        assertThat(telstra.countryCode()).isNull();
        assertThat(telstra.databaseDate()).isEqualTo(LocalDate.parse(database.getCityBuildDate()));
    }

    @Test
    void answersComeFromTheCacheTheSecondTime() {
        GeoIpDatabase database = open();

        GeoInfo first = database.lookup(KNOWN);
        GeoInfo second = database.lookup(KNOWN);
        database.lookup(IpAddress.parse("203.0.113.1"));
        database.lookup(IpAddress.parse("203.0.113.1"));

        assertThat(second).isSameAs(first);
        assertThat(database.getCacheMisses()).isEqualTo(2);
        assertThat(database.getCacheHits()).isEqualTo(2);
        assertThat(database.getCacheHitRate()).isEqualTo(0.5);
        assertThat(database.getCachedAnswers()).isEqualTo(2);
    }

    @Test
    void theCacheIsBounded() {
        open();
        GeoIpDatabase database = new GeoIpDatabase(Optional.of(cityFile()), Optional.of(asnFile()), directory, 100);

        for (int i = 0; i < 10_000; i++) {
            database.lookup(IpAddress.v4(i));
        }

        assertThat(database.getCachedAnswers()).isLessThanOrEqualTo(100);
        assertThat(database.lookup(KNOWN).city()).isEqualTo("Nowhere");
    }

    @Test
    void reloadingDropsCachedAnswersAndKeepsTheCounters() {
        GeoIpDatabase database = open();
        database.lookup(KNOWN);
        TinyDatabase.city("Elsewhere", DAY).writeTo(cityFile());

        assertThat(database.reloadIfChanged()).isTrue();
        assertThat(database.getCachedAnswers()).isZero();
        assertThat(database.lookup(KNOWN).city()).isEqualTo("Elsewhere");
        assertThat(database.lookup(KNOWN).asn()).isEqualTo(64500);
        assertThat(database.getCityBuildDate()).isEqualTo("1970-01-02");
        assertThat(database.getCacheMisses()).isEqualTo(2);
        assertThat(database.getReloads()).isEqualTo(1);
        assertThat(database.reloadIfChanged()).isFalse();
    }

    @Test
    void aBrokenReplacementKeepsTheOldDatabase() {
        GeoIpDatabase database = open();
        TinyDatabase.asn(64511, DAY).writeTo(cityFile());

        for (int check = 0; check < 5; check++) {
            assertThat(database.reloadIfChanged()).isFalse();
        }

        assertThat(database.lookup(KNOWN).city()).isEqualTo("Nowhere");
        assertThat(database.getRefusedFiles()).isEqualTo(1);
        assertThat(database.getProblem()).contains("wadi.geoip.city", "is a GeoLite2-ASN database");
        assertThatThrownBy(database::reload).isInstanceOf(GeoIpFileException.class);
        assertThat(database.lookup(KNOWN).city()).isEqualTo("Nowhere");

        TinyDatabase.city("Mended", DAY).writeTo(cityFile());
        assertThat(database.reloadIfChanged()).isTrue();
        assertThat(database.getProblem()).isEmpty();
        assertThat(database.lookup(KNOWN).city()).isEqualTo("Mended");
    }

    @Test
    void aMissingFileIsAnErrorAtStart() {
        Path missing = directory.resolve("absent.mmdb");

        assertThatThrownBy(() -> new GeoIpDatabase(Optional.of(missing), Optional.empty(), directory))
                .isInstanceOf(GeoIpFileException.class)
                .hasMessage("Setting wadi.geoip.city names " + missing + ", which does not exist: "
                        + "name one of type City, or leave the setting empty to use the bundled one.");
    }

    @Test
    void camelShowsItInJmx() throws Exception {
        GeoIpDatabase database = open();
        ObjectName name = new ObjectName("org.apache.camel:context=test,type=services,name=\"GeoIpDatabase\"");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            context.getManagementStrategy().getManagementAgent().register(database, name);
            MBeanServer server =
                    context.getManagementStrategy().getManagementAgent().getMBeanServer();
            database.lookup(KNOWN);

            assertThat(server.getAttribute(name, "CityBuildDate")).isEqualTo("1970-01-01");
            assertThat(server.getAttribute(name, "CachedAnswers")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "CacheHitRate")).isEqualTo(0.0);
            server.invoke(name, "reload", null, null);
            assertThat(server.getAttribute(name, "CachedAnswers")).isEqualTo(0L);
            assertThat(server.getAttribute(name, "Reloads")).isEqualTo(1L);
        }
    }

    private GeoIpDatabase open() {
        TinyDatabase.city("Nowhere", 0).writeTo(cityFile());
        TinyDatabase.asn(64500, 0).writeTo(asnFile());
        return new GeoIpDatabase(Optional.of(cityFile()), Optional.of(asnFile()), directory.resolve("cache"));
    }

    private Path cityFile() {
        return directory.resolve("city.mmdb");
    }

    private Path asnFile() {
        return directory.resolve("asn.mmdb");
    }
}
