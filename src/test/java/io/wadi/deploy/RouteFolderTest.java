package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wadi.faults.LogLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFolderTest {

    @TempDir
    private Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void handsOutAFileOnceTwoLooksFoundItTheSame() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        folder.look();
        Path file = write("a.camel.yaml", "half");
        assertThat(folder.look().written()).isEmpty();
        write("a.camel.yaml", " and the other");
        assertThat(folder.look().written()).isEmpty();
        assertThat(folder.look().written()).containsExactly(file);
        assertThat(folder.look().written()).isEmpty();
    }

    @Test
    void warnsOnceOfWhatIsNoRegularFile() throws IOException {
        Files.createDirectory(directory.resolve("a.camel.yaml"));
        Files.createSymbolicLink(directory.resolve("b.camel.yaml"), directory.resolve("none"));
        Files.createDirectory(directory.resolve("examples"));
        try (LogLines log = new LogLines(RouteFolder.class.getName())) {
            RouteFolder folder = new RouteFolder(directory);
            for (int i = 0; i < 4; i++) {
                assertThat(folder.look().written()).isEmpty();
            }
            assertThat(log.lines())
                    .containsExactlyInAnyOrder(
                            directory.resolve("a.camel.yaml") + " cannot be read: it is not a regular file",
                            directory.resolve("b.camel.yaml") + " cannot be read: the file or folder does not exist");
        }
    }

    @Test
    void handsOutAnEdit() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        Path file = write("a.camel.yaml", "old");
        folder.look();
        folder.look();
        write("a.camel.yaml", " and new");
        assertThat(folder.look().written()).isEmpty();
        assertThat(folder.look().written()).containsExactly(file);
    }

    /** Its time may be of another machine's clock, or of this one's before it was set back. */
    @ParameterizedTest
    @ValueSource(longs = {-3600, 0, 3600})
    void takesAFileThatNobodyWritesWhenItBeginsWhateverItsTime(long seconds) throws IOException {
        Path file = write("a.camel.yaml", "old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
        assertThat(new RouteFolder(directory).lookAtStart().written()).containsExactly(file);
    }

    @Test
    void leavesAFileThatIsBeingWrittenWhenItBegins() throws Exception {
        Path file = write("a.camel.yaml", "half");
        AtomicBoolean writes = new AtomicBoolean(true);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                while (writes.get()) {
                    write("a.camel.yaml", " more");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await().until(() -> Files.size(file) > 100);
        RouteFolder folder = new RouteFolder(directory);
        assertThat(folder.lookAtStart().written()).isEmpty();
        writes.set(false);
        writer.get();
        await().until(() -> folder.look().written().equals(List.of(file)));
    }

    @Test
    void sparesAFileThatAnEditorReplaces() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        Path file = write("a.camel.yaml", "old");
        folder.look();
        folder.look();
        Files.move(file, directory.resolve("a.camel.yaml~"));
        assertThat(folder.look().gone()).isEmpty();
        write("a.camel.yaml", "new");
        RouteFolder.Changes changes = folder.look();
        assertThat(changes.gone()).isEmpty();
        assertThat(folder.look().written()).containsExactly(file);
    }

    /** As a server of files that does not answer any more: that no file is found says nothing. */
    @Test
    void keepsTheFilesOfAFolderThatCannotBeRead() throws IOException {
        Path readable = Files.createDirectory(directory.resolve("routes.d"));
        Path file = Files.writeString(readable.resolve("a.camel.yaml"), "text");
        RouteFolder folder = new RouteFolder(readable);
        folder.look();
        assertThat(folder.look().written()).containsExactly(file);
        Path away = Files.move(readable, directory.resolve("away"));
        Files.createSymbolicLink(readable, readable);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(folder::look).isInstanceOf(IOException.class);
        }
        Files.delete(readable);
        Files.move(away, readable);
        for (int i = 0; i < 3; i++) {
            RouteFolder.Changes changes = folder.look();
            assertThat(changes.gone()).isEmpty();
            assertThat(changes.written()).isEmpty();
        }
    }

    /** A file system that is not mounted, or a slip. */
    @Test
    void keepsTheFilesOfAFolderThatIsGone() throws IOException {
        Path mounted = Files.createDirectory(directory.resolve("routes.d"));
        Path file = Files.writeString(mounted.resolve("a.camel.yaml"), "text");
        RouteFolder folder = new RouteFolder(mounted);
        folder.look();
        assertThat(folder.look().written()).containsExactly(file);
        Path away = Files.move(mounted, directory.resolve("away"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(folder::look).isInstanceOf(NoSuchFileException.class);
        }
        Files.delete(away.resolve("a.camel.yaml"));
        Files.move(away, mounted);
        folder.look();
        assertThat(folder.look().gone()).containsExactly(file);
    }

    @Test
    void keepsAFileOfWhichTheSystemCannotTell() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        Path file = write("a.camel.yaml", "text");
        folder.look();
        folder.look();
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        for (int i = 0; i < 3; i++) {
            assertThat(folder.look().gone()).isEmpty();
        }
        Files.delete(file);
        assertThat(folder.look().gone()).containsExactly(file);
    }

    /** As {@code cp -p} and a rename do. */
    @Test
    void handsOutAFileThatReplacesOneOfTheSameSizeAndTime() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        Path file = write("a.camel.yaml", "old");
        folder.look();
        folder.look();
        Path replacement = write("replacement", "new");
        Files.setLastModifiedTime(replacement, Files.getLastModifiedTime(file));
        Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
        folder.look();
        assertThat(folder.look().written()).containsExactly(file);
    }

    @Test
    void reportsARenameInOneLook() throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        Path before = write("a.camel.yaml", "same");
        folder.look();
        folder.look();
        Path after = Files.move(before, directory.resolve("b.camel.yaml"));
        folder.look();
        RouteFolder.Changes changes = folder.look();
        assertThat(changes.written()).containsExactly(after);
        assertThat(changes.gone()).containsExactly(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.camel.yaml.swp",
                ".#a.camel.yaml",
                "#a.camel.yaml#",
                "a.camel.yaml~",
                "a.camel.yaml.tmp",
                "a.camel.yaml.swp",
                "4913",
                ".a.camel.yaml",
                "a.yaml",
                "README.md"
            })
    void passesOverWhatIsNoRouteFile(String name) throws IOException {
        RouteFolder folder = new RouteFolder(directory);
        write(name, "text");
        folder.look();
        assertThat(folder.look().written()).isEmpty();
    }

    @Test
    void passesOverFoldersAndWhatLiesInThem() throws IOException {
        Files.createDirectories(directory.resolve("examples.camel.yaml"));
        write("examples.camel.yaml/a.camel.yaml", "text");
        RouteFolder folder = new RouteFolder(directory);
        folder.look();
        assertThat(folder.look().written()).isEmpty();
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws IOException {
        RouteFolder folder = new RouteFolder(directory.resolve("later"));
        assertThat(folder.look().written()).isEmpty();
        Files.createDirectories(directory.resolve("later"));
        write("later/a.camel.yaml", "text");
        folder.look();
        assertThat(folder.look().written()).hasSize(1);
    }
}
