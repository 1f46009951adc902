package io.wadi.cli;

import io.wadi.failure.OneSentence;
import picocli.CommandLine;

/** A command fails; the message is one sentence for the user. */
final class CommandException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    private final int status;

    CommandException(String message) {
        this(message, CommandLine.ExitCode.SOFTWARE);
    }

    /** A failure with its own exit status. */
    CommandException(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
