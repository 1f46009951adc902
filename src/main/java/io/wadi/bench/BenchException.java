package io.wadi.bench;

/** A run that gives no figure; the message says why. */
public class BenchException extends Exception {

    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }
}
