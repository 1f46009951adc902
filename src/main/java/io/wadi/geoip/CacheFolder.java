package io.wadi.geoip;

import io.wadi.settings.DiskSpace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of unpacked and copied databases, which several processes may share. A process locks it before it writes.
 * Unfinished files in an unlocked folder therefore come from a process that was killed.
 */
final class CacheFolder {

    /** Writes and uses a file that is deleted afterwards, unless it was moved. */
    interface Use<T> {
        T of(Path unfinished) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final String LOCK = "geoip.lock";
    private static final String UNFINISHED = ".part";

    /** Excludes the other threads: a file lock belongs to the process, and ends when any thread closes the file. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private CacheFolder() {}

    /**
     * Waits until no other process writes to the folder, creates an empty file there and deletes it after use.
     *
     * @throws DiskFullException if the use failed, and the disk was full then
     */
    static <T> T withUnfinished(Path folder, DatabaseKind kind, Use<T> use) throws IOException {
        Files.createDirectories(folder);
        THREADS.lock();
        try (FileChannel channel = open(folder);
                FileLock held = channel.lock()) {
            DiskSpace before = DiskSpace.of(folder);
            Path unfinished = Files.createTempFile(folder, kind.resource(), UNFINISHED);
            try {
                return use.of(unfinished);
            } catch (IOException e) {
                throw DiskFullException.becauseOf(before, e);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } finally {
            THREADS.unlock();
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * Deletes what killed processes have left. Does nothing while another process writes; the next start tries again.
     */
    static void clear(Path folder) {
        if (!Files.exists(folder.resolve(LOCK)) || !THREADS.tryLock()) {
            return;
        }
        try (FileChannel channel = open(folder);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                removeUnfinished(folder);
            }
        } catch (IOException e) {
            LOG.debug("Unfinished files in {} cannot be deleted", folder, e);
        } finally {
            THREADS.unlock();
        }
    }

    private static void removeUnfinished(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, CacheFolder::isUnfinished)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
                LOG.info("Deleted {}, left over from a killed process", file);
            }
        }
    }

    private static boolean isUnfinished(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(UNFINISHED)
                && Stream.of(DatabaseKind.values()).anyMatch(kind -> name.startsWith(kind.resource()));
    }
}
