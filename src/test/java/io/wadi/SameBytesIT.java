package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.testing.LongTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the packages of {@code ./wadi dist} twice, in two folders. */
@LongTest(seconds = 150)
class SameBytesIT {

    @TempDir
    private Path folder;

    @Test
    void theSameSourcesGiveTheSameBytes() throws Exception {
        assumeTrue(Distribution.isCommand("mvn"), "there is no mvn on PATH");
        Path first = Distribution.build(folder.resolve("a release"));
        Path again = Distribution.build(folder.resolve("the same release, again"));
        assertThat(again.resolve("SHA256SUMS")).hasSameTextualContentAs(first.resolve("SHA256SUMS"));
    }
}
