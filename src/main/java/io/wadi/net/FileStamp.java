package io.wadi.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a file has changed, without reading it. Stamps are only compared for equality, because clocks are set
 * and differ between machines.
 *
 * @param size bytes; -1 if the file does not exist
 * @param modified last modification, or null
 * @param key device and inode if the system has them: detects a file that replaced one of the same time and size
 * @param readable whether this process may read it
 */
public record FileStamp(long size, FileTime modified, Object key, boolean readable) {

    private static final FileStamp MISSING = new FileStamp(-1, null, null, false);

    /** The stamp of a file; one of its own for a file that does not exist. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(now.size(), now.lastModifiedTime(), now.fileKey(), Files.isReadable(file));
        } catch (IOException e) {
            return MISSING;
        }
    }

    /**
     * The stamps of a folder's regular files, ordered by path; empty if the folder does not exist.
     *
     * @param wanted which of its files
     * @throws IOException if the folder cannot be read
     */
    public static Map<Path, FileStamp> inFolder(Path folder, DirectoryStream.Filter<Path> wanted) throws IOException {
        Map<Path, FileStamp> stamps = new TreeMap<>();
        // Not the same as isDirectory, which says no where the system cannot tell.
        if (!Files.notExists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, wanted)) {
                for (Path file : files) {
                    FileStamp stamp = of(file);
                    if (stamp.exists() && Files.isRegularFile(file)) {
                        stamps.put(file, stamp);
                    }
                }
            }
        }
        return stamps;
    }

    /** Whether there was a file. */
    public boolean exists() {
        return size >= 0;
    }
}
