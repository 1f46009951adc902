package io.wadi.query;

import io.wadi.query.FilterTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Parses filters such as {@code src.country = DE and not (host in 10.0.0.0/8 or port in (443, 8000-8999))} by recursive
 * descent. {@code not} binds closest, then {@code and}, then {@code or}. The word {@code unknown} stands for no value.
 */
final class FilterParser {

    private static final int LONGEST = 1_000;
    private static final int MOST_VALUES = 100;
    private static final int DEEPEST = 20;
    private static final String UNKNOWN = "unknown";
    private static final List<String> ORDERS = List.of("<", "<=", ">", ">=");

    private final FilterTokens tokens;
    private final Map<String, Object> values = new HashMap<>();
    private FlowField detailed;
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
        return new FlowFilter(condition, parser.values, Optional.ofNullable(parser.detailed));
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
        if (!field.isInSums() && detailed == null) {
            detailed = field;
        }
        Token operator = tokens.take();
        if (operator.is("=") || operator.is("!=")) {
            return negated(operator, value(field));
        }
        if (operator.is("in")) {
            return set(field);
        }
        if (operator.is("not") && tokens.take("in")) {
            return "not " + set(field);
        }
        if (field.kind().isText() && (operator.is("~") || operator.is("!~"))) {
            return negated(operator, field.matches("ilike " + bound(pattern(tokens.take())) + "::text"));
        }
        if (field.kind().isNumber() && ORDERS.stream().anyMatch(operator::is)) {
            return field.matches(operator.text() + " " + bound(read(field, tokens.take())) + "::bigint");
        }
        throw FilterTokens.expected(operators(field), operator);
    }

    private static String negated(Token operator, String condition) {
        return operator.text().startsWith("!") ? "not " + condition : condition;
    }

    private static String operators(FlowField field) {
        String more = field.kind().isNumber() ? "<, <=, >, >=, " : field.kind().isText() ? "~, !~, " : "";
        return "=, !=, " + more + "in or not in";
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
        if (value.is(UNKNOWN)) {
            return field.isUnknown();
        }
        int dash = field.kind().isNumber() ? value.text().indexOf('-') : -1;
        if (dash < 0) {
            return field.matches(field.kind().equality().formatted(bound(read(field, value))));
        }
        String first = bound(read(field, value.part(0, dash)));
        String last = bound(read(field, value.part(dash + 1, value.text().length())));
        return field.matches("between " + first + "::bigint and " + last + "::bigint");
    }

    private static Object read(FlowField field, Token value) {
        Object read = field.kind().value(value.text());
        if (read == null) {
            throw FilterTokens.expected(field.kind().expected(), value);
        }
        return read;
    }

    /** In the language, * is any text and ? any character; in SQL, these are % and _. */
    private static Object pattern(Token value) {
        Object text = FieldKind.TEXT.value(value.text());
        if (text == null) {
            throw FilterTokens.expected("a text in which * stands for any characters and ? for one", value);
        }
        return value.text().replaceAll("([\\\\%_])", "\\\\$1").replace('*', '%').replace('?', '_');
    }

    private String bound(Object value) {
        if (values.size() == MOST_VALUES) {
            throw new QueryException("The filter has more than " + MOST_VALUES + " values");
        }
        String parameter = "value" + values.size();
        values.put(parameter, value);
        return ":#" + parameter;
    }
}
