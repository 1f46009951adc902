package io.wadi.query;

import java.util.Map;

/**
 * A filter as a condition in SQL. The condition consists of words of the program and of names of parameters; what the
 * user typed is only in the values.
 *
 * @param condition the condition, with parameters {@code :#name}
 * @param values the values of the parameters
 */
record FlowFilter(String condition, Map<String, Object> values) {

    /** Every flow. */
    static final FlowFilter ALL = new FlowFilter("true", Map.of());

    FlowFilter {
        values = Map.copyOf(values);
    }
}
