package io.wadi.failure;

/**
 * An exception with a message for users: one sentence that names the error and what to do, without secrets. Whoever
 * reports a failure shows the first such exception among its causes.
 */
public interface OneSentence {

    /** The sentence, without a full stop. */
    String getMessage();
}
