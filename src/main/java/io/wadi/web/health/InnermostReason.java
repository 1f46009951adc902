package io.wadi.web.health;

import io.wadi.failure.Causes;

/** The message of a failure's innermost cause, as one line for a health check. */
final class InnermostReason {

    private static final int LONGEST = 200;

    private InnermostReason() {}

    static String of(Throwable failure) {
        Throwable root = Causes.innermost(failure);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), LONGEST));
    }
}
