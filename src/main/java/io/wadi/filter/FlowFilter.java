package io.wadi.filter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A filter of flows: a condition in SQL, or a predicate. The condition consists of words of the program and of names of
 * parameters; what the user typed is only in the values. Immutable.
 */
public final class FlowFilter {

    /** Every flow. */
    public static final FlowFilter ALL = new FlowFilter("", new Junction("and", List.of()), Set.of());

    private final String text;
    private final Condition tree;
    private final Set<FlowField> fields;
    private final String condition;
    private final String conditionOfSmall;
    private final Map<String, Object> values;

    FlowFilter(String text, Condition tree, Set<FlowField> fields) {
        this.text = text;
        this.tree = tree;
        this.fields = fields;
        BoundValues bound = new BoundValues();
        condition = tree.where(bound);
        Condition small = tree.ofSmallFlows();
        conditionOfSmall = small.equals(tree) ? condition : small.where(bound);
        values = bound.values();
    }

    /**
     * Reads a filter in the language of {@code docs/explore.md}.
     *
     * @throws FilterException if it is invalid or too long
     */
    public static FlowFilter parse(String text) {
        return FilterParser.parse(text);
    }

    /** The flows that match both filters. */
    public FlowFilter and(FlowFilter other) {
        if (this == ALL || other == ALL) {
            return this == ALL ? other : this;
        }
        Set<FlowField> both = new LinkedHashSet<>(fields);
        both.addAll(other.fields);
        return new FlowFilter(
                "(" + text + ") and (" + other.text + ")", new Junction("and", List.of(tree, other.tree)), both);
    }

    /** What the user typed; empty for {@link #ALL}. */
    public String text() {
        return text;
    }

    /** The condition in SQL for a {@code where}, true of the flows that match, with parameters {@code :#name} as in {@link io.wadi.database.Sql}. */
    public String condition() {
        return condition;
    }

    /** The condition for flows that are not large, which is simpler if the filter compares with large amounts. */
    public String conditionOfSmall() {
        return conditionOfSmall;
    }

    /** Whether some of its comparisons are false for flows that are not large. */
    public boolean isOfLargeFlows() {
        return !conditionOfSmall.equals(condition);
    }

    /** Whether it compares a field that is this column of flows, or follows from it. */
    public boolean isOf(String column) {
        return fields.stream().anyMatch(field -> field.isOf(column));
    }

    /** The values of the parameters of {@link #condition} and {@link #conditionOfSmall}. */
    public Map<String, Object> values() {
        return values;
    }

    /** The condition in SQL with its values as literals, for the definition of a view. */
    public String literalCondition() {
        return BoundValues.PARAMETER
                .matcher(condition)
                .replaceAll(name -> Matcher.quoteReplacement(SqlLiteral.of(values.get(name.group(1)))));
    }

    /** What it compares. */
    public Set<FlowField> fields() {
        return Set.copyOf(fields);
    }

    /**
     * A condition in DuckDB's SQL with parameters {@code :#name}.
     *
     * @param values of the parameters
     */
    public record PartCondition(String sql, Map<String, Object> values) {}

    /** What is true of all parts of the flows that match, and perhaps of others: of addresses, ports, transport and probe. */
    public PartCondition ofParts() {
        BoundValues bound = new BoundValues();
        return new PartCondition(tree.sqlOfPart(bound, true), bound.values());
    }

    /** A field of it that sums by hour and day do not have, if there is one. */
    public Optional<FlowField> detailed() {
        return fields.stream().filter(field -> !field.isInSums()).findFirst();
    }

    /** Whether details by hour and day can tell which flows match. */
    public boolean isInDetails() {
        return tree.all(Comparison::isInDetails);
    }

    /** Whether details with all ports can tell which flows match. */
    public boolean isInDetailsOfPorts() {
        return tree.all(Comparison::isInDetailsOfPorts);
    }

    /** Whether packets can tell which of them belong to flows that match. */
    public boolean isInPackets() {
        return fields.stream().allMatch(FlowField::isInPackets);
    }

    /** A field of it that may differ between the reports of one flow by several probes, if there is one. */
    public Optional<FlowField> ofReports() {
        return fields.stream().filter(field -> !field.isOfKey()).findFirst();
    }

    /** A field of it that only the database knows, if there is one: then {@link #matches} cannot be asked. */
    Optional<FlowField> named() {
        return fields.stream().filter(field -> field.kind().isNamed()).findFirst();
    }

    /** Whether a flow matches, by the same rules as in SQL. */
    public boolean matches(FlowFacts flow) {
        return tree.matches(flow);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowFilter that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
