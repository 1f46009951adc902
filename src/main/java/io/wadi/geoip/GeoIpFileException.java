package io.wadi.geoip;

import io.wadi.failure.FileReason;
import io.wadi.failure.OneSentence;
import io.wadi.settings.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;

/** A database cannot be used; the message is one sentence with the database, the reason and what to do. */
public final class GeoIpFileException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1;

    private final boolean passing;

    private GeoIpFileException(String sentence, boolean passing, Throwable cause) {
        super(sentence, cause);
        this.passing = passing;
    }

    /** The file that a setting names cannot be used as it is; {@code reason} ends "which …". */
    static GeoIpFileException refused(DatabaseKind kind, Path file, String reason, Throwable cause) {
        String sentence =
                "Setting %s names %s, which %s: name one of type %s, or leave the setting empty to use the bundled one."
                        .formatted(kind.setting(), file, reason, kind.label());
        return new GeoIpFileException(sentence, false, cause);
    }

    /** The database may be good, but there is no way to put a copy of it into the cache directory. */
    static GeoIpFileException notCopied(DatabaseKind kind, Path cacheDirectory, Throwable cause) {
        String sentence = "The %s database cannot be copied into the cache directory %s: %s."
                .formatted(
                        kind.label(),
                        cacheDirectory,
                        DiskSpace.shortage(cacheDirectory).orElseGet(() -> reason(cause)));
        return new GeoIpFileException(sentence, true, cause);
    }

    private static String reason(Throwable cause) {
        return (cause instanceof IOException failure ? FileReason.of(failure) : String.valueOf(cause))
                + "; name a writable folder with --set wadi.data.dir=FOLDER";
    }

    /** Whether the same file may well be usable later. */
    boolean isPassing() {
        return passing;
    }
}
