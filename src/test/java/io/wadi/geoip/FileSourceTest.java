package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class FileSourceTest {

    @TempDir
    private Path directory;

    private Path file;
    private FileSource source;
    private final GeoIpCounters counters = new GeoIpCounters();

    @BeforeEach
    void loadFirst() {
        file = TinyDatabase.city("First", 0).writeTo(directory.resolve("city.mmdb"));
        source = new FileSource(DatabaseKind.CITY, file, directory.resolve("cache"), counters);
    }

    @Test
    void anUnchangedFileIsNotLoadedAgain() {
        source.load();

        assertThat(source.loadIfChanged()).isEmpty();
        assertThat(source.problem()).isEmpty();
    }

    @Test
    void aFileRenamedOverTheOldOneIsLoadedEvenWithItsTimeAndSize() throws IOException {
        source.load();
        FileTime time = Files.getLastModifiedTime(file);
        Path next = TinyDatabase.city("Other", 0).writeTo(directory.resolve("next.mmdb"));
        Files.setLastModifiedTime(next, time);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(source.loadIfChanged()).map(this::city).contains("Other");
        assertThat(source.loadIfChanged()).isEmpty();
    }

    @Test
    void aLoadedDatabaseDoesNotChangeWithItsFile() throws IOException {
        MappedDatabase first = source.load();
        Files.write(file, new byte[0]);

        assertThat(city(first)).isEqualTo("First");
        assertThat(counters.unreadableEntries().sum()).isZero();
    }

    @Test
    void nothingStaysInTheCacheDirectory() throws IOException {
        source.load();
        TinyDatabase.asn(64500, 0).writeTo(file);
        assertThatThrownBy(source::load).isInstanceOf(GeoIpFileException.class);

        assertThat(directory.resolve("cache").toFile().list()).containsExactly("geoip.lock");
    }

    @Test
    void aHalfWrittenFileIsTriedAgainAndNeverReported() throws IOException {
        source.load();
        byte[] whole = TinyDatabase.city("Second", 0).toBytes();
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(source.loadIfChanged()).isEmpty();
            assertThat(source.problem()).isEmpty();
        }

        Files.write(file, whole);
        assertThat(source.loadIfChanged()).map(this::city).contains("Second");
        assertThat(counters.refusedFiles().sum()).isZero();
    }

    @Test
    void aBrokenFileIsReportedOnceWhenItStaysAsItIs() throws IOException {
        source.load();
        Files.writeString(file, "<html>404 Not Found</html>");

        assertThat(source.loadIfChanged()).isEmpty();
        assertThat(source.problem()).isEmpty();
        for (int check = 0; check < 3; check++) {
            assertThat(source.loadIfChanged()).isEmpty();
            assertThat(source.problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .startsWith("Setting wadi.geoip.city names " + file + ", which is not a MaxMind database: "));
        }
        assertThat(counters.refusedFiles().sum()).isEqualTo(1);
    }

    @Test
    void aFileThatGoesAwayIsReportedAndForgivenWhenItComesBack() throws IOException {
        source.load();
        Files.move(file, directory.resolve("away.mmdb"));
        source.loadIfChanged();
        source.loadIfChanged();
        assertThat(source.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("does not exist"));

        Files.move(directory.resolve("away.mmdb"), file);
        assertThat(source.loadIfChanged()).isEmpty();
        assertThat(source.problem()).isEmpty();
    }

    @Test
    void aCopyThatFailedForLackOfRoomIsTriedAgain() throws IOException {
        source.load();
        FileSystemUtils.deleteRecursively(directory.resolve("cache"));
        Path obstacle = Files.createFile(directory.resolve("cache"));
        TinyDatabase.city("Second", 0).writeTo(file);
        source.loadIfChanged();
        source.loadIfChanged();
        assertThat(source.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("The City database cannot be copied into the cache directory " + obstacle));

        Files.delete(obstacle);
        assertThat(source.loadIfChanged()).map(this::city).contains("Second");
        assertThat(source.problem()).isEmpty();
    }

    private String city(MappedDatabase database) {
        return database.place(IpAddress.parse("192.0.2.1").toInetAddress()).city();
    }
}
