package io.wadi.cli;

import io.wadi.failure.FileReason;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What a command does if its result cannot be written. A reader that has read enough, as {@code | head} does, is no failure. */
final class StandardOutput {

    private StandardOutput() {}

    /**
     * Runs a command, and fails if its output is lost, for example on a full disk: a {@code PrintStream} hides errors.
     *
     * @return the command's status
     */
    static int checked(ParseResult command) {
        int status = new CommandLine.RunLast().execute(command);
        List<CommandLine> lines = command.asCommandLineList();
        lines.forEach(line -> line.getOut().flush());
        if (System.out.checkError()) {
            try {
                explain();
            } catch (CommandException e) {
                throw new CommandLine.ExecutionException(lines.get(lines.size() - 1), e.getMessage(), e);
            }
        }
        return status;
    }

    /** Only a further write tells why. */
    private static void explain() {
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
        } catch (IOException e) {
            failUnlessClosed(e);
        }
    }

    /**
     * Ignores that the reader has closed the pipe.
     *
     * @throws CommandException if the output cannot be written for another reason
     */
    static void failUnlessClosed(IOException failure) {
        if (!FileReason.of(failure).toLowerCase(Locale.ROOT).contains("pipe")) {
            throw lost(failure);
        }
    }

    /** What ends a command whose output cannot be written. */
    static CommandException lost(IOException failure) {
        return new CommandException("Cannot write to standard output: " + FileReason.of(failure));
    }
}
