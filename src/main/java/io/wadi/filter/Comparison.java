package io.wadi.filter;

/** A field compared with a value; a field of either end matches if one end does. */
record Comparison(FlowField field, Wanted wanted) implements Condition {

    @Override
    public String sql(BoundValues values) {
        return field.matches(wanted.sql(field.kind(), values));
    }

    @Override
    public boolean matches(FlowFacts flow) {
        return field.facts().anyMatch(column -> wanted.matches(flow.of(column)));
    }
}
