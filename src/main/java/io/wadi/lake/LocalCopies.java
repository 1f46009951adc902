package io.wadi.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.iceberg.DataFile;
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

    /**
     * The files themselves, or copies of them.
     *
     * @param copying is told before each copy how many bytes are still to be copied; what it throws ends the copying
     */
    List<Path> of(List<DataFile> table, LongConsumer copying) {
        long left = table.stream()
                .filter(file -> LakeFiles.isObject(file.location()))
                .mapToLong(DataFile::fileSizeInBytes)
                .sum();
        List<Path> found = new ArrayList<>();
        for (DataFile file : table) {
            if (LakeFiles.isObject(file.location())) {
                copying.accept(left);
                left -= file.fileSizeInBytes();
            }
            found.add(of(file.location()));
        }
        return found;
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
