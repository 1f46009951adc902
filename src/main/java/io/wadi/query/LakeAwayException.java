package io.wadi.query;

import io.wadi.failure.OneSentence;

/** The lake cannot answer now; the message is one sentence for the user. */
public final class LakeAwayException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    LakeAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
