package io.wadi.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * What a command line gave.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error, without the log
 */
public record CommandLineRun(int status, String out, String err) {

    public static CommandLineRun of(String... arguments) {
        // The log finds its way to the real standard error once and for all.
        LoggerFactory.getLogger(CommandLineRun.class).debug("Running a command");
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int status = WadiCommand.run(arguments);
            return new CommandLineRun(
                    status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
