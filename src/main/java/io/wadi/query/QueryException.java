package io.wadi.query;

import io.wadi.failure.OneSentence;

/** A query is invalid; the message is one sentence for the user. */
public class QueryException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    QueryException(String message) {
        super(message);
    }
}
