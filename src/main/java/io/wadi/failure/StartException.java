package io.wadi.failure;

/** Wadi cannot start; the message is one sentence that names the error and what to do. */
public class StartException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
