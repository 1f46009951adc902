package io.wadi.failure;

/** Wadi cannot start; the message names what is wrong and says what to do, in one sentence. */
public class StartException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
