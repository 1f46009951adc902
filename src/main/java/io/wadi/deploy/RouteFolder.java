package io.wadi.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     * The state of a file in a scan. Its time is only compared with earlier times of the file, because clocks differ.
     */
    private record Stamp(long size, FileTime modified) {}

    /**
     * The changes since the last scan.
     *
     * @param written new or changed files, ordered by name
     * @param gone deleted files
     */
    record Changes(List<Path> written, List<Path> gone) {}

    private final Path folder;
    private final Map<Path, Stamp> handedOut = new TreeMap<>();
    private Map<Path, Stamp> last = Map.of();

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
        Map<Path, Stamp> now = stamps();
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        now.forEach((file, stamp) -> {
            if (stamp.equals(last.get(file)) && !stamp.equals(handedOut.get(file))) {
                handedOut.put(file, stamp);
                changes.written().add(file);
            }
        });
        for (Path file : List.copyOf(handedOut.keySet())) {
            if (!now.containsKey(file) && !last.containsKey(file)) {
                handedOut.remove(file);
                changes.gone().add(file);
            }
        }
        last = now;
        return changes;
    }

    private Map<Path, Stamp> stamps() throws IOException {
        Map<Path, Stamp> stamps = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return stamps;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, RouteFile::isRouteFile)) {
            for (Path file : files) {
                stamp(file, stamps);
            }
        }
        return stamps;
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                stamps.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
            }
        } catch (IOException e) {
            LOG.debug("{} was deleted during the scan", file, e);
        }
    }
}
