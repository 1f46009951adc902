package io.wadi.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files of a table in a folder of this machine or of a shared file system. A file is on the disk before a commit can
 * name it, as PostgreSQL's catalog is. Iceberg's own class for local files needs Hadoop.
 */
final class LocalFiles implements SupportsPrefixOperations {

    private static final long serialVersionUID = 1L;

    /**
     * The path of a location. Other programs may write local paths as URIs.
     *
     * @throws IllegalArgumentException if the location is not a local path
     */
    static Path path(String location) {
        if (location.startsWith("file:")) {
            return Path.of(URI.create(location).getPath());
        }
        if (location.contains("://")) {
            throw new IllegalArgumentException(location + " is not a file in a local folder");
        }
        return Path.of(location);
    }

    @Override
    public InputFile newInputFile(String location) {
        return org.apache.iceberg.Files.localInput(path(location).toFile());
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new DurableFile(path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        return () -> new FolderFiles(path(prefix));
    }

    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
    }

    private record DurableFile(Path path) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            return new DurableStream(inFolder().create(), path);
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new DurableStream(inFolder().createOrOverwrite(), path);
        }

        /** Iceberg's class fails if another process creates the folder at the same time. */
        private OutputFile inFolder() {
            try {
                DurableStream.createFolders(path.getParent());
                return org.apache.iceberg.Files.localOutput(path.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String location() {
            return path.toString();
        }

        @Override
        public InputFile toInputFile() {
            return org.apache.iceberg.Files.localInput(path.toFile());
        }
    }
}
