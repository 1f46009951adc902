package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCopyTest {

    @TempDir
    private Path directory;

    @Test
    void refusesWhatDoesNotExist() {
        assertRefused(directory.resolve("absent.mmdb"), "does not exist");
    }

    @Test
    void refusesADirectory() {
        assertRefused(directory, "is not a regular file");
    }

    @Test
    void refusesWhatItMayNotRead() {
        Path file = TinyDatabase.city("Secret", 0).writeTo(directory.resolve("city.mmdb"));
        Assumptions.assumeTrue(file.toFile().setReadable(false), "this file system knows no permissions");
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");

        assertRefused(file, "cannot be read by this user");
    }

    @Test
    void refusesOtherFilesWithoutCopyingThem() throws IOException {
        Path file = Files.write(directory.resolve("city.mmdb"), new byte[200_000]);

        assertRefused(file, "is not a MaxMind database");
        assertThat(cache()).doesNotExist();
    }

    @Test
    void refusesMetadataWithoutContent() throws IOException {
        Path file = Files.write(directory.resolve("city.mmdb"), "\u00ab\u00cd\u00efMaxMind.com".getBytes("ISO-8859-1"));

        assertRefused(file, "is not a MaxMind database");
    }

    @Test
    void refusesAFileThatChangedMeanwhile() throws IOException {
        Path file = TinyDatabase.city("First", 0).writeTo(directory.resolve("city.mmdb"));
        FileStamp before = FileStamp.of(file);
        TinyDatabase.city("Another", 0).writeTo(file);

        assertThatThrownBy(() -> open(file, before)).hasMessageContaining("which is still being written:");
        assertThat(cache().toFile().list()).containsExactly("geoip.lock");
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> open(file, FileStamp.of(file)))
                .isInstanceOf(GeoIpFileException.class)
                .hasMessage("Setting wadi.geoip.city names " + file + ", which " + reason
                        + ": name one of type City, or leave the setting empty to use the bundled one.");
    }

    private MappedDatabase open(Path file, FileStamp stamp) {
        return DatabaseCopy.open(file, stamp, DatabaseKind.CITY, cache(), new GeoIpCounters());
    }

    private Path cache() {
        return directory.resolve("cache");
    }
}
