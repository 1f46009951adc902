package io.wadi.failure;

/**
 * An exception with a message for users: one sentence with the error and what to do, without secrets. Reports of a
 * failure show the first such exception among its causes.
 */
public interface OneSentence {

    /** The sentence, without a full stop. */
    String getMessage();
}
