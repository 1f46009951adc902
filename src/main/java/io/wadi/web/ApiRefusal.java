package io.wadi.web;

/** A request is invalid or its object does not exist; the message is one sentence for the client. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final int status;

    /** The request is invalid. */
    ApiRefusal(String message) {
        this(BAD_REQUEST, message);
    }

    private ApiRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The object of the request does not exist. */
    static ApiRefusal unknown(String message) {
        return new ApiRefusal(NOT_FOUND, message);
    }

    /** The state of the object does not allow the request. */
    static ApiRefusal conflict(String message) {
        return new ApiRefusal(CONFLICT, message);
    }

    /** What the request needs is not there now. */
    static ApiRefusal unavailable(String message) {
        return new ApiRefusal(UNAVAILABLE, message);
    }

    /** The HTTP status of the answer. */
    public int getStatus() {
        return status;
    }
}
