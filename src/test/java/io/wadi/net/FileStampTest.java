package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {

    @TempDir
    private Path folder;

    private Path write(String name, String text, FileTime modified) throws IOException {
        return Files.setLastModifiedTime(Files.writeString(folder.resolve(name), text), modified);
    }

    @Test
    void equalsOnlyWhatHasNotChanged() throws IOException {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Path file = write("a", "old", time);
        FileStamp before = FileStamp.of(file);
        assertThat(FileStamp.of(file)).isEqualTo(before);
        write("a", "longer", time);
        assertThat(FileStamp.of(file)).as("another size").isNotEqualTo(before);
        write("a", "new", FileTime.fromMillis(1_600_000_000_000L));
        assertThat(FileStamp.of(file)).as("an earlier time").isNotEqualTo(before);
        Path replacement = write("b", "new", time);
        Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileStamp.of(file)).as("another file of that name").isNotEqualTo(before);
    }

    @Test
    void aMissingFileHasAStampToo() {
        FileStamp missing = FileStamp.of(folder.resolve("none"));
        assertThat(missing.exists()).isFalse();
        assertThat(FileStamp.of(folder.resolve("none"))).isEqualTo(missing);
    }

    @Test
    void aFolderHasThoseOfItsWantedRegularFiles() throws IOException {
        Path a = Files.writeString(folder.resolve("a.sql"), "a");
        Path b = Files.writeString(folder.resolve("b.sql"), "b");
        Files.writeString(folder.resolve("c.txt"), "c");
        Files.createDirectory(folder.resolve("d.sql"));
        Files.createSymbolicLink(folder.resolve("e.sql"), folder.resolve("gone"));
        assertThat(FileStamp.inFolder(folder, file -> file.toString().endsWith(".sql")))
                .containsOnlyKeys(a, b)
                .containsEntry(a, FileStamp.of(a));
        assertThat(FileStamp.inFolder(folder.resolve("none"), file -> true)).isEmpty();
    }
}
