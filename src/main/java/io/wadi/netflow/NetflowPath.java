package io.wadi.netflow;

import io.wadi.netflow.NetflowConfiguration.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a {@code netflow:} URI: {@code udp:HOST:PORT}, with an IPv6 address in brackets, or {@code file:PATH}.
 *
 * @param name what follows the kind
 * @param host the address to listen on, without brackets; null for a file
 * @param port the port to listen on; 0 for a file
 */
record NetflowPath(Kind kind, String name, String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?://)?(udp|file):(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final int MOST_PORT = 65_535;

    /**
     * Parses a path.
     *
     * @throws IllegalArgumentException with the form of the URI
     */
    static NetflowPath parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            throw invalid(path);
        }
        String name = form.group(2);
        if (form.group(1).equals("file")) {
            // As in file:///absolute/path.
            return new NetflowPath(Kind.file, name.replaceFirst("^/{2,}", "/"), null, 0);
        }
        Matcher address = ADDRESS.matcher(name);
        if (!address.matches() || Integer.parseInt(address.group(2)) > MOST_PORT) {
            throw invalid(path);
        }
        String host = address.group(1).replaceAll("[\\[\\]]", "");
        return new NetflowPath(Kind.udp, name, host, Integer.parseInt(address.group(2)));
    }

    private static IllegalArgumentException invalid(String path) {
        return new IllegalArgumentException("netflow:" + path
                + " is not netflow:udp:HOST:PORT or netflow:file:PATH, for example netflow:udp:0.0.0.0:2055");
    }
}
