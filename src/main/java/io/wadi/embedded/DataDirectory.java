package io.wadi.embedded;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** The data folder of the embedded servers. One process at a time can use it. */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder if it does not exist, and locks it.
     *
     * @throws EmbeddedException if another process has locked it, or it is not writable
     */
    public static DataDirectory open(Path path) throws EmbeddedException {
        try {
            Files.createDirectories(path);
            checkPermission(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("wadi.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new EmbeddedException("Another Wadi is using the data in " + path
                        + "; stop it, or give this one another folder: --set wadi.data.dir=FOLDER");
            }
            return new DataDirectory(path, channel);
        } catch (AccessDeniedException e) {
            throw forbidden(Path.of(e.getFile()));
        } catch (IOException e) {
            throw EmbeddedException.becauseOf(
                    path,
                    new EmbeddedException(
                            "Wadi cannot keep its data in " + path + " (" + FileReason.of(e)
                                    + "): name another folder: --set wadi.data.dir=FOLDER",
                            e));
        }
    }

    /** Checks the content as well: another user, for example root, may have created it. */
    private static void checkPermission(Path path) throws IOException, EmbeddedException {
        try (Stream<Path> inside = Files.list(path)) {
            Optional<Path> closed = Stream.concat(Stream.of(path), inside)
                    .filter(each -> !Files.isWritable(each))
                    .findFirst();
            if (closed.isPresent()) {
                throw forbidden(closed.get());
            }
        }
    }

    private static EmbeddedException forbidden(Path path) {
        String user = System.getProperty("user.name");
        return new EmbeddedException(
                "User " + user + " has no permission to write " + path + ": give it to that user (chown -R " + user
                        + " " + path + "), or name another folder: --set wadi.data.dir=FOLDER");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
