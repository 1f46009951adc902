package io.wadi.net;

/**
 * The host in an authority: {@code user@host:port} (RFC 3986 section 3.2), as in an HTTP request or, from some clients,
 * in a TLS server name. One host has one spelling, because names are keys of tables and sums.
 */
public final class HostName {

    private static final char LAST_BYTE = 0xff;

    private HostName() {}

    /**
     * The host without user, port, brackets and last dot; {@link NameCleaner} makes it lower case.
     *
     * @param authority the text, one character per byte; may be null
     * @return the host, IPv6 addresses in RFC 5952 form; null if there is none
     */
    public static String of(String authority) {
        if (authority == null) {
            return null;
        }
        String host = authority.strip();
        host = host.substring(host.lastIndexOf('@') + 1);
        host = host.startsWith("[") ? literal(host) : withoutPort(host);
        int end = host.length();
        while (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return end == 0 ? null : host.substring(0, end);
    }

    private static String withoutPort(String host) {
        int colon = host.indexOf(':');
        if (colon < 0) {
            return host;
        }
        return colon == host.lastIndexOf(':') ? isPort(host, colon) ? host.substring(0, colon) : host : address(host);
    }

    private static boolean isPort(String host, int colon) {
        return host.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
    }

    /** An address in brackets; the text as it is if the brackets are not closed. */
    private static String literal(String host) {
        int end = host.indexOf(']');
        return end < 0 ? host : address(host.substring(1, end));
    }

    /** An IPv6 address in its canonical form, without a zone (RFC 6874); the text as it is if it is none. */
    private static String address(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.indexOf(':') < 0 || address.chars().anyMatch(c -> c > LAST_BYTE)) {
            return text;
        }
        try {
            return IpAddress.parse(address).toString();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
