package io.wadi.bi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the DAX of the model's measures: variables, calls, columns, measures, numbers, texts, signs and comparisons. */
final class DaxParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<column>(?:'[^']+'|\\w+)\\[[^]]+])|(?<measure>\\[[^]]+])|(?<text>\"[^\"]*\")|(?<word>[\\w.]+)"
                    + "|(?<sign><>|<=|[-+*(),=>]))");

    /**
     * A part of an expression: a call with its arguments, a sign with one or two operands, or a leaf without any.
     *
     * @param text of the function, sign, column ({@code Flows[Source]}), measure ({@code [Bytes]}), text, word or number
     */
    record Node(String text, List<Node> arguments) {}

    /** A measure: its variables in their order, and what it returns. */
    record Measure(Map<String, Node> variables, Node result) {}

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private DaxParser(String dax) {
        Matcher matcher = TOKEN.matcher(dax.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (end != dax.strip().length()) {
            throw new IllegalArgumentException(
                    "No DAX that is known here: " + dax.strip().substring(end));
        }
    }

    static Measure parse(String dax) {
        return new DaxParser(dax).measure();
    }

    private Measure measure() {
        Map<String, Node> variables = new LinkedHashMap<>();
        while (accept("VAR")) {
            String name = tokens.get(at++);
            expect("=");
            variables.put(name, expression());
        }
        if (!variables.isEmpty()) {
            expect("RETURN");
        }
        Node result = expression();
        if (at != tokens.size()) {
            throw new IllegalArgumentException("Not expected: " + tokens.get(at));
        }
        return new Measure(variables, result);
    }

    private Node expression() {
        return signs(List.of("=|<>|<=|>", "[-+]", "[*]"));
    }

    /** Operands with signs between them; signs that bind less come first. */
    private Node signs(List<String> levels) {
        if (levels.isEmpty()) {
            return term();
        }
        List<String> tighter = levels.subList(1, levels.size());
        Node left = signs(tighter);
        while (at < tokens.size() && tokens.get(at).matches(levels.get(0))) {
            left = new Node(tokens.get(at++), List.of(left, signs(tighter)));
        }
        return left;
    }

    private Node term() {
        String text = tokens.get(at++);
        if (text.equals("-") || text.equals("NOT")) {
            return new Node(text, List.of(term()));
        }
        List<Node> arguments = new ArrayList<>();
        if (accept("(") && !accept(")")) {
            do {
                arguments.add(expression());
            } while (accept(","));
            expect(")");
        }
        return new Node(text, arguments);
    }

    private boolean accept(String token) {
        boolean found = at < tokens.size() && tokens.get(at).equals(token);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException(token + " expected at " + tokens.subList(at, tokens.size()));
        }
    }
}
