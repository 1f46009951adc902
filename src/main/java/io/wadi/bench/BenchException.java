package io.wadi.bench;

import io.wadi.failure.OneSentence;

/** A run that gives no figure; the message says why. */
public class BenchException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }
}
