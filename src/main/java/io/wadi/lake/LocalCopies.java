package io.wadi.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;

/** Files of a table for DuckDB, which reads and writes files of this machine. Those on S3 are copied into a folder. */
final class LocalCopies {

    private final FileIO files;
    private final Path folder;
    private final String name;
    private int number;

    /**
     * Copies of files.
     *
     * @param name begins their names
     */
    LocalCopies(FileIO files, Path folder, String name) {
        this.files = files;
        this.folder = folder;
        this.name = name;
    }

    /** The file itself, or a copy of it. */
    Path of(String location) {
        if (!LakeFiles.isObject(location)) {
            return LocalFiles.path(location);
        }
        Path copy = next();
        try (InputStream in = files.newInputFile(location).newStream()) {
            Files.copy(in, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** A name for another file in the folder. */
    Path next() {
        return folder.resolve(name + "-" + ++number + ".parquet");
    }

    /** Removes a copy, but not a file itself. */
    void removed(Path file) {
        try {
            if (file.startsWith(folder)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a file of this machine to where it belongs. */
    static void upload(Path file, OutputFile target) throws IOException {
        try (OutputStream out = target.create()) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }
}
