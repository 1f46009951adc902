package io.wadi.geoip;

import io.wadi.failure.FileReason;
import io.wadi.failure.OneSentence;
import io.wadi.settings.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;

/** A database is unusable. The message is one sentence with the database, the reason and what to do. */
final class GeoIpFileException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final String reason;

    private GeoIpFileException(String sentence, String reason, boolean passing, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        this.passing = passing;
    }

    /**
     * For a file in the settings, or of an update, that is unusable as it is; {@code reason} continues the sentence with
     * "which …".
     */
    static GeoIpFileException refused(DatabaseKind kind, Path file, String reason, Throwable cause) {
        String sentence = UpdatedFiles.isOne(kind, file)
                ? "%s, the %s database of the last 'wadi geoip update', %s: repeat the update."
                        .formatted(file, kind.label(), reason)
                : "Setting %s names %s, which %s: name one of type %s, or leave the setting empty to use the bundled one."
                        .formatted(kind.setting(), file, reason, kind.label());
        return new GeoIpFileException(sentence, reason, false, cause);
    }

    /** For a database that may be good, but cannot be copied to the cache directory. */
    static GeoIpFileException notCopied(DatabaseKind kind, Path cacheDirectory, Throwable cause) {
        String reason = "cannot be copied into the cache directory %s: %s"
                .formatted(
                        cacheDirectory,
                        cause instanceof DiskFullException
                                ? cause.getMessage()
                                : DiskSpace.of(cacheDirectory).shortage().orElseGet(() -> reason(cause)));
        return new GeoIpFileException("The %s database %s.".formatted(kind.label(), reason), reason, true, cause);
    }

    private static String reason(Throwable cause) {
        return (cause instanceof IOException failure ? FileReason.of(failure) : String.valueOf(cause))
                + "; name a writable folder with --set wadi.data.dir=FOLDER";
    }

    /** Whether the same file may become usable later. */
    boolean isPassing() {
        return passing;
    }

    /** What is wrong with the file, as the continuation of a sentence that begins with its name. */
    String reason() {
        return reason;
    }
}
