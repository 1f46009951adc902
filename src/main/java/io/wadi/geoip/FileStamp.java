package io.wadi.geoip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one content of a file from the next without reading it.
 *
 * @param size bytes; -1 where there is no such file
 * @param modified last modification
 * @param key device and inode where the system has them: sees a file renamed over another that has its time and size
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
