package io.wadi.filter;

import io.wadi.filter.FilterTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<FlowField> fields = new LinkedHashSet<>();
    private int depth;
    private int values;

    private FilterParser(String filter) {
        tokens = new FilterTokens(filter);
    }

    /**
     * Parses a filter.
     *
     * @throws FilterException if it is invalid, or longer than {@value #LONGEST} characters, or has more than
     *     {@value #MOST_VALUES} values, or more than {@value #DEEPEST} levels of parentheses and {@code not}
     */
    static FlowFilter parse(String filter) {
        if (filter.length() > LONGEST) {
            throw new FilterException("The filter is longer than " + LONGEST + " characters");
        }
        FilterParser parser = new FilterParser(filter);
        Condition condition = parser.alternatives();
        parser.tokens.expect("");
        return new FlowFilter(filter, condition, parser.fields);
    }

    private Condition alternatives() {
        return joined("or", () -> joined("and", this::term));
    }

    private Condition joined(String word, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>(List.of(part.get()));
        while (tokens.take(word)) {
            parts.add(part.get());
        }
        return junction(word, parts);
    }

    private static Condition junction(String word, List<Condition> parts) {
        return parts.size() == 1 ? parts.get(0) : new Junction(word, parts);
    }

    private Condition term() {
        if (tokens.take("not")) {
            return new Negation(nested(this::term));
        }
        if (tokens.take("(")) {
            Condition inner = nested(this::alternatives);
            tokens.expect(")");
            return inner;
        }
        return comparison();
    }

    private Condition nested(Supplier<Condition> part) {
        if (++depth > DEEPEST) {
            throw new FilterException("The filter has more than " + DEEPEST + " levels of parentheses and not");
        }
        Condition inner = part.get();
        depth--;
        return inner;
    }

    private Condition comparison() {
        Token name = tokens.take();
        FlowField field = name.isQuoted() ? null : FlowField.named(name.text()).orElse(null);
        if (field == null) {
            throw FilterTokens.expected("a field (" + FlowField.names() + "), not or (", name);
        }
        fields.add(field);
        Token operator = tokens.take();
        if (operator.is("=") || operator.is("!=")) {
            return negated(operator, value(field));
        }
        if (operator.is("in")) {
            return set(field);
        }
        if (operator.is("not") && tokens.take("in")) {
            return new Negation(set(field));
        }
        if (field.kind().isText() && (operator.is("~") || operator.is("!~"))) {
            return negated(operator, new Comparison(field, new Wanted.Like(pattern(tokens.take()))));
        }
        if (field.kind().isNumber() && ORDERS.stream().anyMatch(operator::is)) {
            return new Comparison(field, new Wanted.Order(operator.text(), number(field, tokens.take())));
        }
        throw FilterTokens.expected(operators(field), operator);
    }

    private static Condition negated(Token operator, Condition condition) {
        return operator.text().startsWith("!") ? new Negation(condition) : condition;
    }

    private static String operators(FlowField field) {
        String more = field.kind().isNumber() ? "<, <=, >, >=, " : field.kind().isText() ? "~, !~, " : "";
        return "=, !=, " + more + "in or not in";
    }

    private Condition set(FlowField field) {
        if (!tokens.take("(")) {
            return value(field);
        }
        List<Condition> parts = new ArrayList<>(List.of(value(field)));
        while (tokens.take(",")) {
            parts.add(value(field));
        }
        tokens.expect(")");
        return junction("or", parts);
    }

    private Condition value(FlowField field) {
        return new Comparison(field, wanted(field, tokens.take()));
    }

    private Wanted wanted(FlowField field, Token value) {
        if (value.is(UNKNOWN)) {
            return new Wanted.Unknown();
        }
        int dash = field.kind().isNumber() ? value.text().indexOf('-') : -1;
        if (dash < 0) {
            return Wanted.Equal.of(field.kind(), read(field, value));
        }
        long first = number(field, value.part(0, dash));
        return new Wanted.Between(
                first, number(field, value.part(dash + 1, value.text().length())));
    }

    private long number(FlowField field, Token value) {
        return ((Number) read(field, value)).longValue();
    }

    private Object read(FlowField field, Token value) {
        count();
        Object read = field.kind().value(value.text());
        if (read == null) {
            throw FilterTokens.expected(field.kind().expected(), value);
        }
        return read;
    }

    private Wildcards pattern(Token value) {
        count();
        if (FieldKind.TEXT.value(value.text()) == null) {
            throw FilterTokens.expected("a text in which * stands for any characters and ? for one", value);
        }
        return new Wildcards(value.text());
    }

    private void count() {
        if (++values > MOST_VALUES) {
            throw new FilterException("The filter has more than " + MOST_VALUES + " values");
        }
    }
}
