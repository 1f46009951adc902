package io.wadi.report;

import io.wadi.failure.OneSentence;

/** A page cannot be printed; the message says what to do, in one sentence. */
public final class PdfException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    PdfException(String message) {
        super(message);
    }
}
