package io.wadi.cli;

/** A command cannot do what it was asked to; the message is the one line that the user sees. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
