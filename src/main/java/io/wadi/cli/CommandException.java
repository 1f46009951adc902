package io.wadi.cli;

import io.wadi.failure.OneSentence;
import picocli.CommandLine;

/** A command cannot do what it was asked to; the message is the one line that the user sees. */
final class CommandException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    private final int status;

    CommandException(String message) {
        this(message, CommandLine.ExitCode.SOFTWARE);
    }

    /** One that has an exit status of its own. */
    CommandException(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
