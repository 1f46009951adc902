package io.wadi.embedded;

import io.wadi.failure.OneSentence;
import io.wadi.settings.DiskSpace;
import java.nio.file.Path;
import java.util.Optional;

/** An embedded server cannot start; the message has the reason and what to do. */
public class EmbeddedException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }

    public EmbeddedException(String message) {
        super(message);
    }

    /** The failure, or a full disk as its cause if the disk of its folder is full. */
    static EmbeddedException becauseOf(Path folder, EmbeddedException failure) {
        return DiskSpace.of(folder)
                .shortage()
                .map(full -> ofDisk(full, failure))
                .orElse(failure);
    }

    /**
     * The failure of a start, or a full disk as its cause if the start has filled it.
     *
     * @param before the disk before the start; if that was full, the failure says so already
     */
    static EmbeddedException becauseOf(DiskSpace before, EmbeddedException failure) {
        Optional<String> full = before.shortage().isPresent() ? Optional.empty() : before.shortageAfter("the start");
        return full.map(clause -> ofDisk(clause, failure)).orElse(failure);
    }

    /** Checks for a full disk first, because a server would try for a minute. */
    static void refuseFullDisk(DiskSpace disk) throws EmbeddedException {
        Optional<String> full = disk.shortage();
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
