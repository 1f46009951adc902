package io.wadi.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JDBC URL, taken apart: its parameters may carry secrets, and whoever has the URL of a data source shows it (Camel
 * does, as the location of each SQL endpoint).
 *
 * @param address all before the question mark
 * @param parameters what follows it, decoded
 */
public record DatabaseUrl(String address, Map<String, String> parameters) {

    /** Copies the parameters. */
    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Setting {@code wadi.database.url}.
     *
     * @throws SettingException when its parameters are not encoded as they have to be
     */
    public static DatabaseUrl of(Settings settings) {
        return parse(settings.get("wadi.database.url"));
    }

    /**
     * A URL.
     *
     * @throws SettingException when its parameters are not encoded as they have to be
     */
    public static DatabaseUrl parse(String url) {
        int mark = url.indexOf('?');
        if (mark < 0) {
            return new DatabaseUrl(url, Map.of());
        }
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : url.substring(mark + 1).split("&")) {
            int equals = parameter.indexOf('=');
            if (!parameter.isEmpty()) {
                parameters.put(
                        decode(equals < 0 ? parameter : parameter.substring(0, equals)),
                        equals < 0 ? "" : decode(parameter.substring(equals + 1)));
            }
        }
        return new DatabaseUrl(url.substring(0, mark), parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SettingException("Setting wadi.database.url has a parameter with a % that no code follows");
        }
    }

    /** The address as far as it may be shown: without a user's name before the host, where people put a password too. */
    public String shown() {
        return address.replaceFirst("//.*@", "//");
    }
}
