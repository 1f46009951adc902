package io.wadi.geoip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Maps a private copy of a user's file: the file itself may be overwritten in place, and would then change, or shrink,
 * under the lookups.
 */
final class DatabaseCopy {

    /** How far from the end the metadata can start, bytes (MaxMind DB File Format 2.0, "Database Metadata"). */
    private static final int MAX_METADATA = 128 * 1024;

    /** Bytes AB CD EF, then {@code MaxMind.com}: what metadata start with. */
    private static final String MARKER = "\u00ab\u00cd\u00efMaxMind.com";

    private DatabaseCopy() {}

    /**
     * Copies, maps and deletes the copy, whose space on the disk goes with the mapping.
     *
     * @param stamp the file as the caller found it
     * @throws GeoIpFileException when the file cannot be used, changed meanwhile, or cannot be copied
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

    /** Finds what can be found before copying: a path to the wrong file must not fill the disk. */
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
                // Until the buffer is full, or the file has become shorter.
            }
            return new String(end.array(), StandardCharsets.ISO_8859_1).contains(MARKER);
        } catch (IOException e) {
            return false;
        }
    }
}
