package io.wadi.deploy;

/** A file is valid YAML but not a route file; the message is a sentence for its author. */
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
