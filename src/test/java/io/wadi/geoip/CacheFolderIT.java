package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next start after a process was killed while it unpacked a database. */
class CacheFolderIT {

    @TempDir
    private Path cache;

    private Process other;

    /** Another process that is in the midst of it. */
    private Path begun() throws Exception {
        other = new ProcessBuilder(JavaCommand.of(CacheFolderMain.class, List.of(), cache.toString())).start();
        return Path.of(other.inputReader().readLine());
    }

    @AfterEach
    void end() throws Exception {
        other.destroyForcibly().waitFor();
    }

    @Test
    void theNextStartRemovesWhatAKilledOneHasLeftAndNothingElse() throws Exception {
        Path unfinished = begun();
        Path mine = Files.writeString(cache.resolve("mine.part"), "kept");
        Path complete = Files.writeString(cache.resolve("GeoLite2-City.mmdb"), "kept");
        CacheFolder.clear(cache);
        assertThat(unfinished).as("while its process writes it").hasContent("half");

        other.destroyForcibly().waitFor();
        CacheFolder.clear(cache);
        assertThat(unfinished).doesNotExist();
        assertThat(mine).exists();
        assertThat(complete).exists();
    }

    @Test
    void aStartClearsItsCacheFolder() throws Exception {
        Path unfinished = begun();
        other.destroyForcibly().waitFor();
        new GeoIpDatabase(Optional.empty(), Optional.empty(), cache);
        assertThat(unfinished).doesNotExist();
        assertThat(cache.toFile().list())
                .containsExactlyInAnyOrder("GeoLite2-City.mmdb", "GeoLite2-ASN.mmdb", "geoip.lock");
    }
}
