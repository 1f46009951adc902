package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an interrupted first start left is deleted. */
class FirstStartTest {

    private static final String LAST = "postgresql.conf";

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void interrupt() throws IOException {
        folder = Files.createDirectory(parent.resolve("data with a space"));
        FirstStart.of(folder).begin(LAST);
        for (int file : IntStream.range(0, 500).toArray()) {
            Files.createFile(folder.resolve("file " + file));
        }
    }

    @Test
    void halfMadeDataIsDeleted() throws IOException {
        FirstStart.of(folder).begin(LAST);
        assertThat(folder).doesNotExist();
        assertThat(parent).isDirectoryNotContaining(file -> file.toString().endsWith(".discarded"));
    }

    @Test
    void finishedDataIsKept() throws IOException {
        FirstStart first = FirstStart.of(folder);
        Files.createFile(folder.resolve(LAST));
        first.finish();
        FirstStart.of(folder).begin(LAST);
        assertThat(folder.resolve(LAST)).exists();
    }

    /** If this process ends between renaming and deleting, the next start finds both. */
    @Test
    void whatWasBeingDeletedIsDeletedToo() throws IOException {
        Files.createFile(Files.createDirectory(parent.resolve("data with a space.discarded"))
                .resolve("file"));
        FirstStart.of(folder).begin(LAST);
        assertThat(folder).doesNotExist();
        assertThat(parent.resolve("data with a space.discarded")).doesNotExist();
    }

    /** A server that was started to make the data outlives the program that started it for a moment, and works in its folder. */
    @RepeatedTest(5)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process that works in the folder is a shell")
    void whoStillWorksInTheFolderIsNoObstacle() throws Exception {
        Process server = new ProcessBuilder(
                        "sh", "-c", ": >ready; while : >postmaster.pid; do rm -f postmaster.pid; done")
                .directory(folder.toFile())
                .start();
        try {
            await().until(() -> Files.exists(folder.resolve("ready")));
            FirstStart.of(folder).begin(LAST);
            assertThat(folder).doesNotExist();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
