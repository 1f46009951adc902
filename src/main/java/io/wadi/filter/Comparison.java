package io.wadi.filter;

import java.util.List;
import java.util.function.Predicate;

/** A field compared with a value; a field of either end matches if one end does. */
record Comparison(FlowField field, Wanted wanted) implements Condition {

    /** Details by hour and day have ports below this one; one value stands for all others. */
    private static final long FIRST_HIGH_PORT = 10_000;

    /** Details have a row for each flow with so many bytes. */
    private static final long LARGE_BYTES = 65_536;

    private static final Condition FALSE = new Negation(new Junction("and", List.of()));

    @Override
    public String sql(BoundValues values) {
        return field.matches(wanted.sql(field.kind(), values));
    }

    @Override
    public String where(BoundValues values) {
        return field.where(wanted.sql(field.kind(), values));
    }

    @Override
    public boolean all(Predicate<Comparison> property) {
        return property.test(this);
    }

    /** Whether details by hour and day can tell. */
    boolean isInDetails() {
        return field.isInDetails()
                || field.kind() == FieldKind.PORT && wanted.isBelow(FIRST_HIGH_PORT)
                || isOfLargeFlows();
    }

    /** Whether details with all ports can tell. */
    boolean isInDetailsOfPorts() {
        return field.isInDetailsOfPorts() || isOfLargeFlows();
    }

    private boolean isOfLargeFlows() {
        return field == FlowField.BYTES && wanted.isFrom(LARGE_BYTES);
    }

    @Override
    public Condition ofSmallFlows() {
        return isOfLargeFlows() ? FALSE : this;
    }

    @Override
    public String sqlOfPart(BoundValues values, boolean otherwise) {
        return field.isOfParts()
                ? wanted.sqlOfPart(field.kind(), values).map(field::matches).orElse(String.valueOf(otherwise))
                : String.valueOf(otherwise);
    }

    @Override
    public boolean matches(FlowFacts flow) {
        return field.facts().anyMatch(column -> wanted.matches(flow.of(column)));
    }
}
