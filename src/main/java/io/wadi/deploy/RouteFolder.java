package io.wadi.deploy;

import io.wadi.net.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Watches the route files of a folder by scanning it. A file counts as written or deleted if two scans agree, so a file
 * that an editor is still writing or about to rename is ignored. Used by one thread.
 */
final class RouteFolder {

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
    private Map<Path, FileStamp> last = Map.of();

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
        Map<Path, FileStamp> now = FileStamp.inFolder(folder, RouteFile::isRouteFile);
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
}
