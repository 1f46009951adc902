package io.wadi.failure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes failures that a watcher survives from failures that end the process: after an error of the virtual
 * machine no result is reliable. A stack overflow is survivable, because the stack is unwound.
 */
public final class FatalError {

    /** Exit status of the process; the same as for {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_STATUS = 3;

    /** Loaded when it is used, because it starts the logging system. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(FatalError.class);
    }

    private FatalError() {}

    /** Ends the process at once if the failure is an error of the virtual machine; returns otherwise. */
    public static void endProcessOn(Throwable failure) {
        if (!(failure instanceof VirtualMachineError) || failure instanceof StackOverflowError) {
            return;
        }
        try {
            Log.LOG.error("The Java virtual machine failed; the process ends: {}", failure.toString(), failure);
        } finally {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
