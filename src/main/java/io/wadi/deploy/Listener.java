package io.wadi.deploy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address at which a consumer listens. Only one can have it, unless several share a port by the paths of their URIs.
 *
 * @param isUdp whether datagrams come there
 * @param host as it is in the URI
 * @param isAlone whether no other consumer can have the same URI
 */
record Listener(boolean isUdp, String host, int port, boolean isAlone) {

    private static final Pattern FORM = Pattern.compile("(netflow|netty|mina|mllp|netty-http|undertow|jetty):"
            + "(?:(udp|tcp|http|https|ws|wss):/{0,2})?(\\[[^\\]]*]|[^:/\\[\\]]*):(\\d{1,5})(?:/.*)?");

    private static final Set<String> SHARED = Set.of("netty-http", "undertow", "jetty");

    private static final Set<String> ANY = Set.of("", "0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    /** That of a URI without options, whose settings are resolved. */
    static Optional<Listener> of(String path) {
        Matcher form = FORM.matcher(path);
        return form.matches()
                ? Optional.of(new Listener(
                        "udp".equals(form.group(2)),
                        form.group(3),
                        Integer.parseInt(form.group(4)),
                        !form.group(4).equals("0") && !SHARED.contains(form.group(1))))
                : Optional.empty();
    }

    /** Whether it takes what another one listens for, or cannot be bound because of it. */
    boolean meets(Listener other) {
        return isUdp == other.isUdp
                && port == other.port
                && (ANY.contains(host) || ANY.contains(other.host) || host.equals(other.host));
    }
}
