package io.wadi.cli;

import picocli.CommandLine.Option;

/** Whether a capture that cannot be read to its end is a failure. */
final class PartialOption {

    @Option(
            names = "--allow-partial",
            description = "Exit with 0 also where a capture ends in the middle of a record, or is none: what was read"
                    + " of it counts, and it is said all the same.")
    private boolean allowed;

    boolean isAllowed() {
        return allowed;
    }
}
