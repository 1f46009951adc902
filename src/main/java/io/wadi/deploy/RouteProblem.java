package io.wadi.deploy;

/**
 * One error in a route file.
 *
 * @param file the file's name
 * @param line where, counted from 1; 0 where that is not known
 * @param reason what is wrong and what would do, in one sentence
 */
public record RouteProblem(String file, int line, String reason) {

    /** {@code file:line: reason}, as compilers print it. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + reason;
    }
}
