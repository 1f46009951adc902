package io.wadi.report;

import io.wadi.failure.OneSentence;

/** A page cannot be printed; the message is one sentence with what to do. */
public final class PdfException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    PdfException(String message) {
        super(message);
    }
}
