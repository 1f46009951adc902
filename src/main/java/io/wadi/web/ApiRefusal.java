package io.wadi.web;

/** A request asks for what there is not; the message says so to whoever asked, in one sentence. */
public final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ApiRefusal(String message) {
        super(message);
    }
}
