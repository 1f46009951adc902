package io.wadi.bench;

import io.wadi.failure.OneSentence;

/** A run failed to give a figure; the message has the reason. */
class BenchException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }
}
