package io.wadi.geoip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Identifies a version of a file without reading it.
 *
 * @param size bytes; -1 if the file does not exist
 * @param modified last modification
 * @param key device and inode on systems that have them; detects a renamed file with the same time and size
 * @param readable whether this process may read it
 */
record FileStamp(long size, FileTime modified, Object key, boolean readable) {

    private static final FileStamp MISSING = new FileStamp(-1, null, null, false);

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(now.size(), now.lastModifiedTime(), now.fileKey(), Files.isReadable(file));
        } catch (IOException e) {
            return MISSING;
        }
    }

    boolean exists() {
        return size >= 0;
    }
}
