package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the packages of {@code ./wadi dist} once more, in another folder. */
class SameBytesIT {

    @TempDir
    private Path folder;

    @Test
    void theSameSourcesGiveTheSameBytes() throws Exception {
        assumeTrue(Distribution.isCommand("mvn"), "there is no mvn on PATH");
        Path first = Distribution.shared();
        Path again = Distribution.build(folder.resolve("the same release, again"));
        assertThat(again.resolve("SHA256SUMS")).hasSameTextualContentAs(first.resolve("SHA256SUMS"));
    }
}
