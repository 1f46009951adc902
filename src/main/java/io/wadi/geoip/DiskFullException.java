package io.wadi.geoip;

import io.wadi.settings.DiskSpace;
import java.io.IOException;

/** A file could not be written because its disk is full; the message is a clause with the free space. */
final class DiskFullException extends IOException {

    private static final long serialVersionUID = 1L;

    private DiskFullException(String clause, IOException cause) {
        super(clause, cause);
    }

    /** The failure of a copy, or a full disk as its cause. Called while the partial copy is still there. */
    static IOException becauseOf(DiskSpace before, IOException failure) {
        return before.shortageAfter("the copy")
                .<IOException>map(clause -> new DiskFullException(clause, failure))
                .orElse(failure);
    }
}
