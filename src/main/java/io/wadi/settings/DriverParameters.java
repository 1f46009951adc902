package io.wadi.settings;

import io.wadi.net.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Refuses parameters of a JDBC URL that PostgreSQL's driver would ignore, as it does one that it does not know: with {@code sslmod},
 * it connects without TLS. Names and values are not shown, because they may be what stands behind an ampersand of a password.
 */
final class DriverParameters {

    /** Their values are lists, or are checked otherwise by the driver. */
    private static final Set<PGProperty> FREE =
            Set.of(PGProperty.REQUIRE_AUTH, PGProperty.LOGGER_LEVEL, PGProperty.PROTOCOL_VERSION);

    private DriverParameters() {}

    /**
     * Checks names, and the values of those that have a choice.
     *
     * @throws SettingException with a sentence that begins with {@code setting}
     */
    static void check(String setting, Map<String, String> parameters) {
        Problems.ofAll(parameters.entrySet().stream()
                .map(parameter -> () -> check(setting, parameter.getKey(), parameter.getValue())));
    }

    private static void check(String setting, String name, String value) {
        PGProperty known = PGProperty.forName(name);
        if (known == null) {
            throw new SettingException(setting + "has a parameter that PostgreSQL's driver does not know"
                    + Nearest.almost(name, names())
                            .map(near -> "; the nearest is " + near)
                            .orElse("; write & in values as %26"));
        }
        String[] choices = known.getChoices();
        if (choices != null && !FREE.contains(known) && Arrays.stream(choices).noneMatch(value::equalsIgnoreCase)) {
            throw new SettingException(
                    setting + "has a wrong " + name + "; it must be one of " + String.join(", ", choices));
        }
    }

    private static List<String> names() {
        return Stream.of(PGProperty.values()).map(PGProperty::getName).toList();
    }
}
