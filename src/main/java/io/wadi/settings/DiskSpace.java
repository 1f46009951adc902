package io.wadi.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/** Detects a full disk, which libraries report as the failure that it caused. */
public final class DiskSpace {

    private static final long MIB = 1024 * 1024;

    /** Least free space for a server, whose first log segment alone may need as much. */
    private static final long LEAST = 64 * MIB;

    private DiskSpace() {}

    /**
     * A clause with the folder and the free space of its disk, if that is less than 64 MiB.
     *
     * @param folder the folder; may not exist yet
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
                        + existing.getTotalSpace() / MIB + " MiB are free, and " + LEAST / MIB + " are needed");
    }
}
