package io.wadi.embedded;

import io.wadi.failure.OneSentence;
import io.wadi.settings.DiskSpace;
import java.nio.file.Path;
import java.util.Optional;

/** An embedded server cannot start; the message says why and what to do. */
public class EmbeddedException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }

    public EmbeddedException(String message) {
        super(message);
    }

    /** A failure, or what is behind it where the disk of its folder is full. */
    static EmbeddedException becauseOf(Path folder, EmbeddedException failure) {
        return DiskSpace.shortage(folder).map(full -> ofDisk(full, failure)).orElse(failure);
    }

    /** Before a server tries for a minute. */
    static void refuseFullDisk(Path folder) throws EmbeddedException {
        Optional<String> full = DiskSpace.shortage(folder);
        if (full.isPresent()) {
            throw ofDisk(full.get(), null);
        }
    }

    private static EmbeddedException ofDisk(String full, Throwable cause) {
        return new EmbeddedException(
                "The embedded servers cannot start, because " + full
                        + "; free space, or name a folder on another disk: --set wadi.data.dir=FOLDER",
                cause);
    }
}
