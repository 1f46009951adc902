package io.wadi.filter;

import io.wadi.failure.OneSentence;

/** A filter is invalid; the message is one sentence for the user, with the position and what is expected there. */
public final class FilterException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    FilterException(String message) {
        super(message);
    }
}
