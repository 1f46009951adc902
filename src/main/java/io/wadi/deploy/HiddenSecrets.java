package io.wadi.deploy;

import io.wadi.settings.SecretNames;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Shows the placeholder instead of its value in messages on a file, if its name is that of a secret. Messages of Camel and
 * its components have the values that they got.
 */
final class HiddenSecrets {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

    /** Shorter values would hide parts of other words. */
    private static final int LEAST = 4;

    private final Map<String, String> placeholders;

    private HiddenSecrets(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** For the secrets that a file names, among the settings and the variables of the environment. */
    static HiddenSecrets in(RouteFile file, Properties settings) {
        Map<String, String> placeholders = new HashMap<>();
        Matcher matcher = PLACEHOLDER.matcher(file.text());
        while (matcher.find()) {
            String name = matcher.group(1).strip();
            String value = SecretNames.match(name) ? value(name, settings) : null;
            if (value != null) {
                // A URI is cut at these, and a message may have one part.
                Stream.concat(Stream.of(value), Stream.of(value.split("[&=]")))
                        .filter(part -> part.length() >= LEAST)
                        .forEach(part -> placeholders.put(part, matcher.group()));
            }
        }
        return new HiddenSecrets(placeholders);
    }

    private static String value(String name, Properties settings) {
        if (name.startsWith("env:")) {
            return System.getenv(name.substring("env:".length()).split(":", 2)[0]);
        }
        return settings.getProperty(name.split(":", 2)[0].replaceFirst("^[?!]", ""));
    }

    /** The same problems without secrets; longer secrets first, because one may contain another. */
    List<RouteProblem> hide(List<RouteProblem> problems) {
        return problems.stream()
                .map(problem -> new RouteProblem(problem.file(), problem.line(), hide(problem.reason())))
                .toList();
    }

    private String hide(String reason) {
        String hidden = reason;
        List<String> values = placeholders.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : values) {
            hidden = hidden.replace(value, placeholders.get(value));
        }
        return hidden;
    }
}
