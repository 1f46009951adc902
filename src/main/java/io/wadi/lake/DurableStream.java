package io.wadi.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.io.PositionOutputStream;

/** Writes a file, which is on the disk with its name when it is closed. */
final class DurableStream extends PositionOutputStream {

    private final PositionOutputStream file;
    private final Path path;
    private boolean closed;

    DurableStream(PositionOutputStream file, Path path) {
        this.file = file;
        this.path = path;
    }

    @Override
    public long getPos() throws IOException {
        return file.getPos();
    }

    @Override
    public void write(int value) throws IOException {
        file.write(value);
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
        file.write(values, offset, length);
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        file.close();
        force(path);
        force(path.getParent());
    }

    /** Creates a folder and those above it, each of which is on the disk then. */
    static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            Files.createDirectories(folder);
            force(folder.getParent());
        }
    }

    /** Waits until a file's content, or the names in a folder, are on the disk. */
    static void force(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
