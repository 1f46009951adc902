package io.wadi.ingest;

import io.wadi.failure.OneSentence;

/** A store is paused until an operator decides, so waiting for it would never end; the message has what to do. */
final class NotStoredException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    NotStoredException(String problem) {
        super("Nothing is stored until an operator decides: " + problem
                + "; to begin with the oldest message, use --set wadi.offsets.beyond-end=restart");
    }
}
