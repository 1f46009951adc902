package io.wadi.deploy;

/**
 * One error in a route file.
 *
 * @param file name of the file
 * @param line line number from 1; 0 if unknown
 * @param reason the error and what is allowed, in one sentence
 */
public record RouteProblem(String file, int line, String reason) {

    /** This error with another name of its file, for example with the path. */
    public RouteProblem in(String otherName) {
        return new RouteProblem(otherName, line, reason);
    }

    /** This error as one that only a start finds. */
    RouteProblem atStart() {
        return new RouteProblem(file, line, "does not start: " + reason);
    }

    /** {@code file:line: reason}, as compilers print it, in one line: a line break in the name of a file could forge another. */
    @Override
    public String toString() {
        return plain(file) + (line > 0 ? ":" + line : "") + ": " + reason;
    }

    /** A name without line breaks and other control characters. */
    public static String plain(String name) {
        return name.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
    }
}
