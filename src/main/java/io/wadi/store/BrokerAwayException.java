package io.wadi.store;

/** The broker does not answer; store routes wait and retry. */
final class BrokerAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
