package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.FileStamp;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledSourceTest {

    @TempDir
    private Path directory;

    @Test
    void unpacksOnceAndLeavesNothingElse() throws IOException {
        assertKnowsGoogle(source().load());
        Object unpacked = FileStamp.of(file());

        assertKnowsGoogle(source().load());
        assertThat(FileStamp.of(file())).isEqualTo(unpacked);
        assertThat(directory.resolve("cache").toFile().list()).containsOnly("GeoLite2-ASN.mmdb", "geoip.lock");
    }

    @Test
    void replacesAFileOfAnotherSize() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "cut off");

        assertKnowsGoogle(source().load());
    }

    @Test
    void replacesABrokenFileOfTheSameSize() throws IOException {
        source().load();
        Files.write(file(), new byte[Math.toIntExact(Files.size(file()))]);

        assertKnowsGoogle(source().load());
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path obstacle = Files.createFile(directory.resolve("cache"));

        assertThatThrownBy(() -> source().load())
                .isInstanceOf(GeoIpFileException.class)
                .hasMessageStartingWith("The ASN database cannot be copied into the cache directory " + obstacle);
    }

    @Test
    void neverChanges() {
        BundledSource source = source();
        source.load();

        assertThat(source.loadIfChanged()).isEmpty();
        assertThat(source.problem()).isEmpty();
    }

    private void assertKnowsGoogle(MappedDatabase database) {
        assertThat(database.asNumber(IpAddress.parse("8.8.8.8").toInetAddress()))
                .isEqualTo(new AsNumber(15169L, "Google LLC"));
    }

    private BundledSource source() {
        return new BundledSource(DatabaseKind.ASN, directory.resolve("cache"), new GeoIpCounters());
    }

    private Path file() {
        return directory.resolve("cache").resolve("GeoLite2-ASN.mmdb");
    }
}
