package io.wadi.replay;

import io.wadi.failure.OneSentence;

/** Letters that cannot be replayed, with the reason. */
final class ReplayException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }
}
