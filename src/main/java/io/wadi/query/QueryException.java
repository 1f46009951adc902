package io.wadi.query;

import io.wadi.failure.OneSentence;

/** A query makes no sense; the message says so to whoever asked, in one sentence. */
public final class QueryException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    QueryException(String message) {
        super(message);
    }
}
