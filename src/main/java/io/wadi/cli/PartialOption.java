package io.wadi.cli;

import picocli.CommandLine.Option;

/** Whether an incomplete capture is a failure. */
final class PartialOption {

    @Option(
            names = "--allow-partial",
            description = "Exit with 0 even if a capture ends in the middle of a record or is not a capture. Wadi "
                    + "keeps what it has read before and still reports the fault.")
    private boolean allowed;

    boolean isAllowed() {
        return allowed;
    }
}
