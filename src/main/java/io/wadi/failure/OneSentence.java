package io.wadi.failure;

/**
 * An exception whose message is written for the user: one sentence that names what is wrong and says what to do, without
 * secrets. Whoever reports a failure shows the first of these among its causes.
 */
public interface OneSentence {

    /** The sentence, without a full stop. */
    String getMessage();
}
