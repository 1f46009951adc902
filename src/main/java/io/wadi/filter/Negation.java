package io.wadi.filter;

import java.util.function.Predicate;

/** What does not match another condition. */
record Negation(Condition part) implements Condition {

    @Override
    public String sql(BoundValues values) {
        return "not " + part.sql(values);
    }

    /** What is not unknown. */
    @Override
    public String where(BoundValues values) {
        return sql(values);
    }

    @Override
    public boolean all(Predicate<Comparison> property) {
        return part.all(property);
    }

    @Override
    public Condition ofSmallFlows() {
        return new Negation(part.ofSmallFlows());
    }

    @Override
    public String sqlOfPart(BoundValues values, boolean otherwise) {
        return "not " + part.sqlOfPart(values, !otherwise);
    }

    @Override
    public boolean matches(FlowFacts flow) {
        return !part.matches(flow);
    }
}
