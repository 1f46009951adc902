package io.wadi.netflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a {@code netflow:} URI: {@code udp:HOST:PORT}. An IPv6 address stands in brackets.
 */
record NetflowPath(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?://)?udp:(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final int MOST_PORT = 65_535;

    /**
     * Parses a path.
     *
     * @throws IllegalArgumentException with the form of the URI
     */
    static NetflowPath parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches() || Integer.parseInt(form.group(2)) > MOST_PORT) {
            throw new IllegalArgumentException(
                    "netflow:" + path + " is not netflow:udp:HOST:PORT, for example netflow:udp:0.0.0.0:2055");
        }
        return new NetflowPath(form.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(form.group(2)));
    }
}
