package io.wadi.filter;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Conditions of which all must match, or one.
 *
 * @param word {@code and} or {@code or}
 * @param parts the conditions; none of {@code and} match everything
 */
record Junction(String word, List<Condition> parts) implements Condition {

    Junction {
        parts = List.copyOf(parts);
    }

    @Override
    public String sql(BoundValues values) {
        return joined(part -> part.sql(values));
    }

    @Override
    public String where(BoundValues values) {
        return joined(part -> part.where(values));
    }

    @Override
    public String sqlOfPart(BoundValues values, boolean otherwise) {
        return joined(part -> part.sqlOfPart(values, otherwise));
    }

    private String joined(Function<Condition, String> sql) {
        return parts.isEmpty()
                ? "true"
                : parts.stream().map(sql).collect(Collectors.joining(" " + word + " ", "(", ")"));
    }

    @Override
    public boolean all(Predicate<Comparison> property) {
        return parts.stream().allMatch(part -> part.all(property));
    }

    @Override
    public Condition ofSmallFlows() {
        return new Junction(word, parts.stream().map(Condition::ofSmallFlows).toList());
    }

    @Override
    public boolean matches(FlowFacts flow) {
        return word.equals("and")
                ? parts.stream().allMatch(part -> part.matches(flow))
                : parts.stream().anyMatch(part -> part.matches(flow));
    }
}
