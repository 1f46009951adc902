package io.wadi.report;

/** A page cannot be printed; the message says what to do, in one sentence. */
public final class PdfException extends Exception {

    private static final long serialVersionUID = 1L;

    PdfException(String message) {
        super(message);
    }
}
