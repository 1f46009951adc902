package io.wadi.deploy;

import io.wadi.settings.SecretPlaceholder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Shows the placeholder instead of its value in messages on a file, if its name is that of a secret. Messages of Camel and
 * its components have the values that they got.
 */
final class HiddenSecrets {

    private static final String ENVIRONMENT = "env:";

    /** Shorter values would hide parts of other words. */
    private static final int LEAST = 4;

    private final Map<String, String> placeholders;

    private HiddenSecrets(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** For the secrets that a file names, among the settings and the variables of the environment. */
    static HiddenSecrets in(RouteFile file, Properties settings) {
        Map<String, String> placeholders = new HashMap<>();
        for (SecretPlaceholder placeholder : SecretPlaceholder.in(file.text())) {
            placeholders.put(placeholder.text(), placeholder.shown());
            // A URI is cut at these, and a message may have one part.
            Stream.of(value(placeholder.name(), settings), placeholder.fallback())
                    .filter(Objects::nonNull)
                    .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("[&=]"))))
                    .filter(part -> part.length() >= LEAST)
                    .forEach(part -> placeholders.put(part, placeholder.shown()));
        }
        return new HiddenSecrets(placeholders);
    }

    private static String value(String name, Properties settings) {
        return name.startsWith(ENVIRONMENT)
                ? System.getenv(name.substring(ENVIRONMENT.length()))
                : settings.getProperty(name);
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
