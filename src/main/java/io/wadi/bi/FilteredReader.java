package io.wadi.bi;

/**
 * A role of the database that sees the flows which match a filter, and nothing else.
 *
 * @param name the role
 * @param filter in the language of {@code docs/explore.md}
 * @param schema where its views are
 * @param other something else that the role can read, which it should not; null if there is nothing
 */
public record FilteredReader(String name, String filter, String schema, String other) {}
