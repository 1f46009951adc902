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

    private GeoIpFileException(String sentence, boolean passing, Throwable cause) {
        super(sentence, cause);
        this.passing = passing;
    }

    /** For a file in the settings that is unusable as it is; {@code reason} continues the sentence with "which …". */
    static GeoIpFileException refused(DatabaseKind kind, Path file, String reason, Throwable cause) {
        String sentence =
                "Setting %s names %s, which %s: name one of type %s, or leave the setting empty to use the bundled one."
                        .formatted(kind.setting(), file, reason, kind.label());
        return new GeoIpFileException(sentence, false, cause);
    }

    /** For a database that may be good, but cannot be copied to the cache directory. */
    static GeoIpFileException notCopied(DatabaseKind kind, Path cacheDirectory, Throwable cause) {
        String sentence = "The %s database cannot be copied into the cache directory %s: %s."
                .formatted(
                        kind.label(),
                        cacheDirectory,
                        cause instanceof DiskFullException
                                ? cause.getMessage()
                                : DiskSpace.of(cacheDirectory).shortage().orElseGet(() -> reason(cause)));
        return new GeoIpFileException(sentence, true, cause);
    }

    private static String reason(Throwable cause) {
        return (cause instanceof IOException failure ? FileReason.of(failure) : String.valueOf(cause))
                + "; name a writable folder with --set wadi.data.dir=FOLDER";
    }

    /** Whether the same file may become usable later. */
    boolean isPassing() {
        return passing;
    }
}
