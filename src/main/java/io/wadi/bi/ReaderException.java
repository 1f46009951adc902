package io.wadi.bi;

import io.wadi.failure.OneSentence;

/** A reader cannot be as asked for; the message is one sentence for the user. */
public final class ReaderException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    ReaderException(String message) {
        super(message);
    }

    ReaderException(String message, Throwable cause) {
        super(message, cause);
    }
}
