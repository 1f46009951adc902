package io.wadi.filter;

/** What does not match another condition. */
record Negation(Condition part) implements Condition {

    @Override
    public String sql(BoundValues values) {
        return "not " + part.sql(values);
    }

    @Override
    public boolean isInDetails() {
        return part.isInDetails();
    }

    @Override
    public Condition ofSmallFlows() {
        return new Negation(part.ofSmallFlows());
    }

    @Override
    public boolean matches(FlowFacts flow) {
        return !part.matches(flow);
    }
}
