package io.wadi.settings;

import io.wadi.failure.FileReason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The free space of a disk at one moment. It detects a full disk, which libraries report as the failure that it caused.
 *
 * @param folder the folder whose disk it is; may not exist yet
 * @param free free bytes
 * @param total bytes in all; 0 if the file system does not say
 */
public record DiskSpace(Path folder, long free, long total) {

    /** How Linux and macOS say it, ENOSPC (POSIX). */
    private static final String NO_SPACE = "No space left";

    private static final long MIB = 1024 * 1024;

    /** Least free space for a server, whose first log segment alone may need as much. */
    private static final long LEAST = 64 * MIB;

    /** The space as it is now. */
    public static DiskSpace of(Path folder) {
        File existing = folder.toAbsolutePath().toFile();
        while (!existing.exists()) {
            existing = existing.getParentFile();
        }
        return new DiskSpace(folder, existing.getUsableSpace(), existing.getTotalSpace());
    }

    /** Why a file cannot be written in a folder, as the end of a sentence: on a full disk, with the free space. */
    public static String reason(IOException failure, Path folder) {
        String reason = FileReason.of(failure);
        return reason.contains(NO_SPACE) ? of(folder).shortage().orElse(reason) : reason;
    }

    /** A clause with the folder and the free space of its disk, if that is less than 64 MiB. */
    public Optional<String> shortage() {
        return isShort() ? Optional.of(full() + " are free, and " + LEAST / MIB + " are needed") : Optional.empty();
    }

    /**
     * The same after an attempt that began at this moment, with the free space at both moments. Call it before the
     * clean-up, which may free what the attempt has used up.
     *
     * @param attempt what was tried, for example {@code the start}
     */
    public Optional<String> shortageAfter(String attempt) {
        return shortageAfter(attempt, of(folder));
    }

    Optional<String> shortageAfter(String attempt, DiskSpace end) {
        return end.isShort()
                ? Optional.of(full() + " were free before " + attempt + " and " + end.free / MIB + " at its end, and "
                        + LEAST / MIB + " are needed")
                : Optional.empty();
    }

    private boolean isShort() {
        return free < LEAST && total > 0;
    }

    private String full() {
        return "the disk of " + folder + " is full: " + free / MIB + " of " + total / MIB + " MiB";
    }
}
