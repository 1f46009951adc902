package io.wadi.failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells failures that a watcher survives from those that end the process: after an error of the virtual machine
 * nothing that it computes can be relied on. A stack that overflowed is unwound and usable again.
 */
public final class FatalError {

    /** Exit status of a process that ends so; the one of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_STATUS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(FatalError.class);

    private FatalError() {}

    /** Ends the process at once when the failure is an error of the virtual machine; returns otherwise. */
    public static void endProcessOn(Throwable failure) {
        if (!(failure instanceof VirtualMachineError) || failure instanceof StackOverflowError) {
            return;
        }
        try {
            LOG.error("The Java virtual machine failed; the process ends: {}", failure.toString(), failure);
        } finally {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
