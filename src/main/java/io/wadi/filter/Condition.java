package io.wadi.filter;

import java.util.function.Predicate;

/** A part of a filter: true or false of each flow, never unknown, so that {@code not} has no third case. */
sealed interface Condition permits Junction, Negation, Comparison {

    /** It in SQL, with its values bound. */
    String sql(BoundValues values);

    /**
     * The same for a {@code where}, which takes unknown for false. Without {@code is true}, PostgreSQL finds addresses by an
     * index.
     */
    String where(BoundValues values);

    /** Whether all of its comparisons are so. */
    boolean all(Predicate<Comparison> property);

    /** The same for flows that are not large: comparisons that only large ones can pass are false. */
    Condition ofSmallFlows();

    /**
     * The same in DuckDB's SQL, of a part of a flow: of addresses, ports, transport and probe, which all parts have in
     * common.
     *
     * @param otherwise what stands for a comparison that cannot be said so
     */
    String sqlOfPart(BoundValues values, boolean otherwise);

    /** Whether a flow matches it. */
    boolean matches(FlowFacts flow);
}
