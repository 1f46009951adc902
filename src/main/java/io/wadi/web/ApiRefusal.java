package io.wadi.web;

/** A request is invalid or its object does not exist; the message is one sentence for the client. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;

    /** It makes no sense. */
    ApiRefusal(String message) {
        this(BAD_REQUEST, message);
    }

    private ApiRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** What it is about is not there. */
    static ApiRefusal unknown(String message) {
        return new ApiRefusal(NOT_FOUND, message);
    }

    /** What it is about is not in a state for it. */
    static ApiRefusal conflict(String message) {
        return new ApiRefusal(CONFLICT, message);
    }

    /** The HTTP status of the answer. */
    public int getStatus() {
        return status;
    }
}
