package io.wadi.ingest;

import java.util.List;

/** What the reports of both kinds of ingest can say. */
interface Reconciled {

    /** The captures, in the order of reading. */
    List<?> captures();

    /** Captures that could not be opened or not be read completely. */
    long partial();

    /** Whether all counts match. */
    boolean addsUp();

    /** Whether every capture was read completely and all counts match. */
    default boolean isWhole() {
        return partial() == 0 && addsUp();
    }
}
