package io.wadi.deploy;

/** A file is YAML but does not have the shape of a route file; the message is a sentence for its author. */
final class MisplacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    MisplacedException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
