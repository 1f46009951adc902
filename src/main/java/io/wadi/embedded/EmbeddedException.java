package io.wadi.embedded;

/** An embedded server cannot start; the message says why and what to do. */
public class EmbeddedException extends Exception {

    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }

    public EmbeddedException(String message) {
        super(message);
    }
}
