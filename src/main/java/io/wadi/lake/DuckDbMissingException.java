package io.wadi.lake;

import io.wadi.failure.OneSentence;

/** DuckDB is not on the class path. */
public final class DuckDbMissingException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    DuckDbMissingException(Throwable cause) {
        super("DuckDB is not there: bring it with ./wadi add duckdb", cause);
    }
}
