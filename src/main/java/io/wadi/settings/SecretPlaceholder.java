package io.wadi.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A placeholder of a route file whose name is that of a secret.
 *
 * @param text as it is written, such as <code>{{my.crm-token:none}}</code>
 * @param name a property, or {@code env:} and a variable of the environment
 * @param fallback its value if nothing sets it; null if there is none
 */
public record SecretPlaceholder(String text, String name, String fallback) {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*[?!]?((?:(?:env|sys):)?[^{}:]+)(?::([^{}]*))?}}");

    /** Those in a text, in order. */
    public static List<SecretPlaceholder> in(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> SecretNames.match(found.group(1)))
                .map(found ->
                        new SecretPlaceholder(found.group(), found.group(1).strip(), found.group(2)))
                .toList();
    }

    /** The placeholder without its fallback. */
    public String shown() {
        return "{{" + name + "}}";
    }
}
