package io.wadi.deploy;

import java.util.regex.Pattern;

/** The commonest reason why a file is no YAML: a placeholder that begins a value, which is a mapping without quotes. */
final class MissingQuotes {

    static final String ADVICE = "; a value that begins with {{ must be in quotes: \"{{my.name}}\"";

    private static final Pattern UNQUOTED = Pattern.compile("[:,{\\[-]\\s+\\{\\{");

    private MissingQuotes() {}

    /** Advice if a line has such a value, otherwise an empty text. */
    static String advice(String text, int line) {
        return text.lines()
                .skip(Math.max(0, line - 1))
                .findFirst()
                .filter(found -> UNQUOTED.matcher(found).find())
                .map(found -> ADVICE)
                .orElse("");
    }
}
