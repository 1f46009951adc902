package io.wadi.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A parsed JDBC URL. Its parameters may contain secrets, and frameworks show the URL of a data source (Camel shows it
 * as the location of each SQL endpoint), so they are separated from the address. A text that is not a valid URL is
 * refused without showing it, because it may contain a misplaced password.
 *
 * @param address the text before the question mark: hosts, ports and database name, which may be shown
 * @param parameters the decoded parameters after it
 */
public record DatabaseUrl(String address, Map<String, String> parameters) {

    private static final String SETTING = "Setting wadi.database.url ";
    private static final String FORM = "it must look like jdbc:postgresql://host:5432/database";
    private static final String HOST = "(?:\\[[0-9A-Fa-f:.%]+]|[\\w.%-]+)(?::\\d{1,5})?";
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:postgresql:(?://(?:" + HOST + "(?:," + HOST + ")*)?/)?[^/@:?#\\s]*");
    private static final Pattern NAME = Pattern.compile("\\w+");

    /** Copies the parameters. */
    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Parses a URL.
     *
     * @throws SettingException if it is not the URL of a PostgreSQL database
     */
    public static DatabaseUrl parse(String url) {
        int mark = url.indexOf('?');
        String address = mark < 0 ? url : url.substring(0, mark);
        if (url.contains("@") && (mark < 0 || address.contains("@"))) {
            throw new SettingException(SETTING + "has a user or password before the host; " + FORM
                    + "; set the user in wadi.database.user and wadi.database.password");
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw new SettingException(SETTING + "is not the URL of a PostgreSQL database; " + FORM);
        }
        Map<String, String> parameters = mark < 0 ? new TreeMap<>() : parameters(url.substring(mark + 1));
        if (!parameters.isEmpty()) {
            // Most commands need no driver.
            DriverParameters.check(SETTING, parameters);
        }
        if (address.contains(",")) {
            // The driver's own default connects to a standby too, where nothing can be stored.
            parameters.putIfAbsent("targetServerType", "primary");
        }
        return new DatabaseUrl(address, parameters);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
            if (parameter.isEmpty()) {
                continue;
            }
            if (!NAME.matcher(name).matches()) {
                throw new SettingException(
                        SETTING + "has a parameter whose name is not a word; write ? and & in values as %3F and %26");
            }
            parameters.put(name, equals < 0 ? "" : decode(parameter.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    SETTING + "has a parameter with a % that is not followed by two hexadecimal digits");
        }
    }
}
