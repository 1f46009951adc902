package io.wadi.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** Detects a full disk, which libraries report as the failure that it caused. */
public final class DiskSpace {

    private static final long MIB = 1024 * 1024;

    /** Less than this is no room for a server: a segment of its log alone may take as much. */
    private static final long LEAST = 64 * MIB;

    private DiskSpace() {}

    /**
     * The half of a sentence that names a folder and what is free on its disk, where that is less than 64 MiB.
     *
     * @param folder need not be there yet
     */
    public static Optional<String> shortage(Path folder) {
        File existing = folder.toAbsolutePath().toFile();
        while (!existing.exists()) {
            existing = existing.getParentFile();
        }
        long free = existing.getUsableSpace();
        return free >= LEAST || existing.getTotalSpace() == 0
                ? Optional.empty()
                : Optional.of("the disk of " + folder + " is full: " + free / MIB + " of "
                        + existing.getTotalSpace() / MIB + " MiB are free");
    }
}
