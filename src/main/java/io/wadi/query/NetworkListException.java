package io.wadi.query;

/** The file of networks cannot be used, with the reason. */
final class NetworkListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NetworkListException(String message) {
        super(message);
    }
}
