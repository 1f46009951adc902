package io.wadi.query;

/** The tables no longer have the flows that a query needs. The lake may have them. */
final class NotStoredException extends QueryException {

    private static final long serialVersionUID = 1L;

    NotStoredException(String message) {
        super(message);
    }
}
