package io.wadi.deploy;

import io.wadi.failure.FileReason;
import io.wadi.net.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the route files of a folder by scanning it. A file counts as written or deleted if two scans agree, so a file
 * that an editor is still writing or about to rename is ignored. Used by one thread.
 */
final class RouteFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);

    /** Longer than an editor takes to write a route file. */
    private static final long SETTLING_MILLIS = 200;

    /**
     * The changes since the last scan.
     *
     * @param written new or changed files, ordered by name
     * @param gone deleted files
     */
    record Changes(List<Path> written, List<Path> gone) {}

    private final Path folder;
    private final Map<Path, FileStamp> handedOut = new TreeMap<>();
    private final Set<Path> warned = new HashSet<>();
    private Map<Path, FileStamp> last = Map.of();
    private Set<Path> odd = Set.of();

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    /** Scans twice, so the start finds all files that are not being written at that moment. */
    Changes lookAtStart() throws IOException {
        look();
        if (!last.isEmpty()) {
            try {
                TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return look();
    }

    Changes look() throws IOException {
        if (!handedOut.isEmpty() && Files.notExists(folder)) {
            // Moved, or not mounted. Whoever wants to end all routes deletes the files.
            throw new NoSuchFileException(folder.toString());
        }
        Map<Path, FileStamp> now = FileStamp.inFolder(folder, RouteFile::isRouteFile);
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        now.forEach((file, stamp) -> {
            if (stamp.equals(last.get(file)) && !stamp.equals(handedOut.get(file))) {
                handedOut.put(file, stamp);
                changes.written().add(file);
            }
        });
        for (Path file : List.copyOf(handedOut.keySet())) {
            if (!now.containsKey(file) && !last.containsKey(file) && !isUnknown(file)) {
                handedOut.remove(file);
                changes.gone().add(file);
            }
        }
        last = now;
        warn();
        return changes;
    }

    /** Whether the system cannot tell, as that of a server of files that does not answer. */
    private static boolean isUnknown(Path file) {
        return !Files.exists(file) && !Files.notExists(file);
    }

    /** Warns once of folders, pipes, devices and links to nowhere that have the name of a route file. */
    private void warn() throws IOException {
        Set<Path> now = new HashSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(
                    folder, file -> RouteFile.isRouteFile(file) && !Files.isRegularFile(file))) {
                files.forEach(now::add);
            }
        }
        warned.retainAll(now);
        now.stream().filter(odd::contains).filter(warned::add).forEach(RouteFolder::warn);
        odd = now;
    }

    private static void warn(Path file) {
        try {
            RouteFile.read(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, FileReason.of(e));
        }
    }
}
