package io.wadi.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Standard output, for results, and standard error, for everything else, of the command that mixes this in. */
@Command
class Terminal {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Standard output. */
    final PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Standard error. */
    final PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Writes a line of the result. */
    final void print(String line) {
        out().println(line);
        out().flush();
    }

    /** Writes a line of the result, formatted as {@link String#format} does. */
    final void printf(String format, Object... values) {
        print(String.format(Locale.ROOT, format, values));
    }

    /** Tells the user what goes on. */
    final void say(String line) {
        err().println(line);
        err().flush();
    }

    /** Wrong usage: the sentence is printed above the command's help. */
    final ParameterException misuse(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /** Wrong usage, for which an exception has the sentence. */
    final ParameterException misuse(Exception cause) {
        return new ParameterException(command.commandLine(), cause.getMessage(), cause);
    }

    /** Name and version, and in parentheses what it runs on. */
    final String version() {
        return command.root().version()[0];
    }
}
