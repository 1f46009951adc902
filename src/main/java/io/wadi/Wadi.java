package io.wadi;

import io.wadi.cli.WadiCommand;

/** Starts Wadi. */
public final class Wadi {

    private Wadi() {}

    /** Runs the command that the arguments name and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(WadiCommand.run(arguments));
    }
}
