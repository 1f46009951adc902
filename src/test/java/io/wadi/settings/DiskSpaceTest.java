package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    private static final long MIB = 1024 * 1024;
    private static final Path FOLDER = Path.of("data");

    private static DiskSpace mebibytes(long free) {
        return new DiskSpace(FOLDER, free * MIB, 500 * MIB);
    }

    @Test
    void isShortBelow64Mebibytes() {
        assertThat(mebibytes(64).shortage()).isEmpty();
        assertThat(mebibytes(63).shortage())
                .contains("the disk of data is full: 63 of 500 MiB are free, and 64 are needed");
    }

    @Test
    void saysWhatWasFreeBeforeAnAttemptAndAtItsEnd() {
        assertThat(mebibytes(200).shortageAfter("the start", mebibytes(64))).isEmpty();
        assertThat(mebibytes(200).shortageAfter("the start", mebibytes(3)))
                .contains("the disk of data is full: 200 of 500 MiB were free before the start and 3 at its end, "
                        + "and 64 are needed");
    }

    @Test
    void isNotShortWhereTheFileSystemDoesNotSay() {
        assertThat(new DiskSpace(FOLDER, 0, 0).shortage()).isEmpty();
    }

    @Test
    void measuresTheDiskOfAFolderThatDoesNotExistYet(@TempDir Path folder) {
        DiskSpace space = DiskSpace.of(folder.resolve("not").resolve("there"));
        assertThat(space.total()).isPositive();
        assertThat(space.free()).isBetween(0L, space.total());
    }
}
