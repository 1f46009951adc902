package io.wadi.query;

import java.util.Map;
import java.util.Optional;

/**
 * A filter as a condition in SQL. The condition consists of words of the program and of names of parameters; what the
 * user typed is only in the values.
 *
 * @param condition the condition, with parameters {@code :#name}
 * @param values the values of the parameters
 * @param detailed a field of it that only windows have, if there is one
 */
record FlowFilter(String condition, Map<String, Object> values, Optional<FlowField> detailed) {

    /** Every flow. */
    static final FlowFilter ALL = new FlowFilter("true", Map.of(), Optional.empty());

    FlowFilter {
        values = Map.copyOf(values);
    }
}
