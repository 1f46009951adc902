package io.wadi.bench;

import java.io.IOException;

/** A program that Wadi is compared with is not installed; the message tells how to install it. */
final class NotInstalledException extends BenchException {

    private static final long serialVersionUID = 1L;

    NotInstalledException(String message) {
        super(message);
    }

    /**
     * Checks that a program can be started.
     *
     * @param program its name
     * @param aptPackage the Debian package that has it
     */
    static void unlessInstalled(String program, String aptPackage) throws InterruptedException, NotInstalledException {
        try {
            new ProcessBuilder(program, "-V")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new NotInstalledException(program + " is not installed (Debian: apt-get install " + aptPackage + ")");
        }
    }
}
