package io.wadi.geoip;

import io.wadi.net.FileStamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Maps a private copy of a user's file. The file itself may be overwritten in place, and would then change or shrink
 * during lookups.
 */
final class DatabaseCopy {

    /** Maximum distance of the metadata from the end, in bytes (MaxMind DB File Format 2.0, "Database Metadata"). */
    private static final int MAX_METADATA = 128 * 1024;

    /** Bytes AB CD EF, then {@code MaxMind.com}: the start of the metadata. */
    private static final String MARKER = "\u00ab\u00cd\u00efMaxMind.com";

    private DatabaseCopy() {}

    /**
     * Copies the file, maps the copy and deletes it. The disk space is freed when the mapping ends.
     *
     * @param stamp the stamp of the file when the caller saw it
     * @throws GeoIpFileException if the file is unusable, has changed since then, or cannot be copied
     */
    static MappedDatabase open(
            Path file, FileStamp stamp, DatabaseKind kind, Path cacheDirectory, GeoIpCounters counters) {
        check(file, stamp, kind);
        try {
            return CacheFolder.withUnfinished(cacheDirectory, kind, copy -> {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                if (!stamp.equals(FileStamp.of(file))) {
                    throw GeoIpFileException.refused(kind, file, "is still being written", null);
                }
                return MappedDatabase.open(copy, kind, file, counters);
            });
        } catch (IOException e) {
            throw GeoIpFileException.notCopied(kind, cacheDirectory, e);
        }
    }

    /** Checks the file before it is copied, so a path to the wrong file cannot fill the disk. */
    private static void check(Path file, FileStamp stamp, DatabaseKind kind) {
        String reason = null;
        if (!stamp.exists()) {
            reason = "does not exist";
        } else if (!Files.isRegularFile(file)) {
            reason = "is not a regular file";
        } else if (!stamp.readable()) {
            reason = "cannot be read by this user";
        } else if (!hasMetadata(file)) {
            reason = MappedDatabase.NOT_A_DATABASE;
        }
        if (reason != null) {
            throw GeoIpFileException.refused(kind, file, reason, null);
        }
    }

    private static boolean hasMetadata(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, MAX_METADATA));
            channel.position(size - end.capacity());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // Reads until the buffer is full or the shortened file ends.
            }
            return new String(end.array(), StandardCharsets.ISO_8859_1).contains(MARKER);
        } catch (IOException e) {
            return false;
        }
    }
}
