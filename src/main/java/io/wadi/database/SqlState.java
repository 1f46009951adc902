package io.wadi.database;

import java.util.Set;

/** The meaning of the classes of SQLSTATE (PostgreSQL manual, appendix A). */
public final class SqlState {

    /** Classes of errors that depend on the values: cardinality, data, constraints, program limits. */
    private static final Set<String> OF_CONTENT = Set.of("21", "22", "23", "54");

    private static final int CLASS_LENGTH = 2;
    private static final String QUERY_CANCELED = "57014";
    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {}

    /** Whether a statement was given up because it took longer than its time-out, or because somebody cancelled it. */
    public static boolean isOfTimeout(String state) {
        return QUERY_CANCELED.equals(state);
    }

    /** Whether a row was refused because there is one with the same key. */
    public static boolean isOfDuplicate(String state) {
        return UNIQUE_VIOLATION.equals(state);
    }

    /** Whether the values of a statement caused the error, so that a retry would fail again. */
    public static boolean isOfContent(String state) {
        return state != null && state.length() > CLASS_LENGTH && OF_CONTENT.contains(state.substring(0, CLASS_LENGTH));
    }
}
