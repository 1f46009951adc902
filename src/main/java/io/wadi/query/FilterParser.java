package io.wadi.query;

import io.wadi.query.FilterTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parses filters such as {@code src.country = DE and not (host in 10.0.0.0/8 or protocol in (TLS, QUIC))} by recursive
 * descent. {@code not} binds closest, then {@code and}, then {@code or}.
 */
final class FilterParser {

    private static final int LONGEST = 1_000;
    private static final int MOST_VALUES = 100;
    private static final int DEEPEST = 20;

    private final FilterTokens tokens;
    private final Map<String, Object> values = new HashMap<>();
    private int depth;

    private FilterParser(String filter) {
        tokens = new FilterTokens(filter);
    }

    /**
     * Parses a filter.
     *
     * @throws QueryException if it is invalid, or longer than {@value #LONGEST} characters, or has more than
     *     {@value #MOST_VALUES} values, or more than {@value #DEEPEST} levels of parentheses and {@code not}
     */
    static FlowFilter parse(String filter) {
        if (filter.length() > LONGEST) {
            throw new QueryException("The filter is longer than " + LONGEST + " characters");
        }
        FilterParser parser = new FilterParser(filter);
        String condition = parser.alternatives();
        parser.tokens.expect("");
        return new FlowFilter(condition, parser.values);
    }

    private String alternatives() {
        return joined("or", () -> joined("and", this::term));
    }

    private String joined(String word, Supplier<String> part) {
        List<String> parts = new ArrayList<>(List.of(part.get()));
        while (tokens.take(word)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(" " + word + " ", parts) + ")";
    }

    private String term() {
        if (tokens.take("not")) {
            return "not " + nested(this::term);
        }
        if (tokens.take("(")) {
            String inner = nested(this::alternatives);
            tokens.expect(")");
            return inner;
        }
        return comparison();
    }

    private String nested(Supplier<String> part) {
        if (++depth > DEEPEST) {
            throw new QueryException("The filter has more than " + DEEPEST + " levels of parentheses and not");
        }
        String inner = part.get();
        depth--;
        return inner;
    }

    private String comparison() {
        Token name = tokens.take();
        FlowField field = name.isQuoted() ? null : FlowField.named(name.text()).orElse(null);
        if (field == null) {
            throw FilterTokens.expected("a field (" + FlowField.names() + "), not or (", name);
        }
        Token operator = tokens.take();
        if (operator.is("=")) {
            return value(field);
        }
        if (operator.is("!=")) {
            return "not " + value(field);
        }
        if (operator.is("in")) {
            return set(field);
        }
        if (operator.is("not") && tokens.take("in")) {
            return "not " + set(field);
        }
        throw FilterTokens.expected("=, !=, in or not in", operator);
    }

    private String set(FlowField field) {
        if (!tokens.take("(")) {
            return value(field);
        }
        List<String> parts = new ArrayList<>(List.of(value(field)));
        while (tokens.take(",")) {
            parts.add(value(field));
        }
        tokens.expect(")");
        return "(" + String.join(" or ", parts) + ")";
    }

    private String value(FlowField field) {
        Token value = tokens.take();
        if (!field.allows(value.text())) {
            throw FilterTokens.expected(field.expected(), value);
        }
        if (values.size() == MOST_VALUES) {
            throw new QueryException("The filter has more than " + MOST_VALUES + " values");
        }
        String parameter = "value" + values.size();
        values.put(parameter, value.text());
        return field.matches(":#" + parameter);
    }
}
