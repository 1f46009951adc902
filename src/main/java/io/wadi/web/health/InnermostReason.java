package io.wadi.web.health;

import io.wadi.failure.Causes;

/** The message of a failure's innermost cause, as one line for a health check. */
final class InnermostReason {

    private static final int LONGEST = 200;

    private InnermostReason() {}

    /** Between two words, because a part of a secret would not be recognised as one. */
    private static String cut(String line) {
        int end = line.lastIndexOf(' ', LONGEST);
        return end < 0 ? "…" : line.substring(0, end) + " …";
    }

    static String of(Throwable failure) {
        Throwable root = Causes.innermost(failure);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : cut(line);
    }
}
